import type { TryRequest, TryResult, TriedSettings } from '../core/tryout.js';
import { jobFields, jobOptions } from './jobShapes.js';
import { boolean, number, object, string, type Shape } from './shape.js';

export const tryRequestShape: Shape<TryRequest> = object({
  job: object(jobFields, jobOptions),
  from: number,
  folder: string,
  result: string,
  source: string,
});

export const tryResultShape: Shape<TryResult> = object({
  from: number,
  frames: number,
  rate: number,
  passed: number,
  speechShare: number,
  rough: boolean,
});

export const triedSettingsShape: Shape<TriedSettings> = object({
  strength: number,
  smoothing: number,
  silenceThreshold: number,
});
