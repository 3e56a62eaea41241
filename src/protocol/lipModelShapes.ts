import type { LipModelRecord, LipModelShape } from '../core/lipModel.js';
import type { LipModelProbeRequest, LipModelTrial, LipModelTried } from '../core/lipModelProbe.js';
import { boolean, literal, number, object, string, union, type Shape } from './shape.js';

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

const providerShape = literal('cuda', 'directml', 'coreml', 'webgpu', 'cpu');

const trialShape: Shape<LipModelTrial> = object(
  { provider: union(providerShape, literal('wasm')) },
  { ms: number, failure: string },
);

export const lipModelProbeRequestShape: Shape<LipModelProbeRequest> = object({
  ...{ name: string, path: string, provider: providerShape },
});

export const lipModelTriedShape: Shape<LipModelTried> = object(
  { trial: trialShape },
  { shape: lipModelShapeShape },
);
