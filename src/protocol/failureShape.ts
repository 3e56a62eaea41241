import { ERROR_CODES, type Failure } from '../core/errors.js';
import { literal, number, object, record, string, union, type Shape } from './shape.js';

export const failureShape: Shape<Failure> = object(
  { code: literal(...ERROR_CODES), params: record(union(string, number)) },
  { detail: string },
);
