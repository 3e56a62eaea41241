import type { LipModelRecord, LipModelShape } from '../core/lipModel.js';
import type { LipModelProbe } from '../core/lipModelProbe.js';
import { array, boolean, literal, number, object, string, union, type Shape } from './shape.js';

export const lipModelShapeShape: Shape<LipModelShape> = object({
  size: number,
  batch: union(number, literal('free')),
  precision: literal('float32', 'float16'),
  mel: string,
  faces: string,
  output: string,
});

export const lipModelRecordShape: Shape<LipModelRecord> = object({
  name: string,
  sha256: string,
  bytes: number,
  file: string,
  linked: boolean,
  licence: string,
  shape: lipModelShapeShape,
  addedAt: number,
});

/** What a trial of a model can run on. */
export const runtimeProviderShape = literal('cuda', 'directml', 'coreml', 'webgpu', 'cpu');

export const lipModelProbeShape: Shape<LipModelProbe> = object({
  shape: lipModelShapeShape,
  trials: array(object({ provider: runtimeProviderShape }, { ms: number, failure: string })),
});
