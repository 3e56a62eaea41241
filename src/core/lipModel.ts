import type { Settings } from './settings.js';

/** A way of making lips: `mesh` is ours, `wav2lip` asks a network that the person brings. */
export const BACKEND_NAMES = ['mesh', 'wav2lip'] as const;
export type BackendName = (typeof BACKEND_NAMES)[number];

/** Of what is shown with a lip model: its own pictures, or lips of its shape made of the person's own pixels. */
export const MODEL_DETAILS = ['net', 'own'] as const;
export type ModelDetail = (typeof MODEL_DETAILS)[number];

/** In which order a lip model takes and gives colours. */
export const COLOR_ORDERS = ['bgr', 'rgb'] as const;
export type ColorOrder = (typeof COLOR_ORDERS)[number];

/** Side of a lip model's pictures, in pixels: a multiple of 16 between these. */
export const SMALLEST_PICTURE = 64;
export const LARGEST_PICTURE = 512;

/** What a lip model takes and gives, as it was read from its file. */
export interface LipModelShape {
  /** Side of its square pictures, in pixels. */
  readonly size: number;
  /** Frames a run: exactly so many, or as many as one likes. */
  readonly batch: number | 'free';
  /** Of its inputs; weights may be of another kind. */
  readonly precision: 'float32' | 'float16';
  /** Names of its inputs: the sound, `[n,1,80,16]`, and the faces, `[n,6,size,size]`. */
  readonly mel: string;
  readonly faces: string;
  /** Name of what it gives: the faces with new lips, `[n,3,size,size]`. */
  readonly output: string;
}

/** A lip model of this machine, as its person's folder of models keeps it. */
export interface LipModelRecord {
  readonly name: string;
  /** Of the file, lower-case hex. */
  readonly sha256: string;
  readonly bytes: number;
  /** Absolute. */
  readonly file: string;
  /** Whether `file` lies where the person left it; else it is our copy. */
  readonly linked: boolean;
  /** What the person, or a note beside the file, says of who may use it for what; may be empty. */
  readonly licence: string;
  readonly shape: LipModelShape;
  /** Milliseconds since 1970. */
  readonly addedAt: number;
}

/** The lip model that a job uses. */
export interface JobLipModel {
  readonly name: string;
  readonly sha256: string;
  /** Absolute. */
  readonly path: string;
}

/** A model as a project names it. */
export interface LipModelName {
  readonly name: string;
  readonly sha256: string;
}

/** One line without control characters and `@`, then `@` and the sha256; or nothing. */
export const LIP_MODEL_PATTERN =
  '^([^\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069@]{1,80}@[0-9a-f]{64})?$';

/** @param setting as `settings.model` has it @returns undefined where none is named */
export function parseLipModel(setting: string): LipModelName | undefined {
  if (setting === '' || !new RegExp(LIP_MODEL_PATTERN, 'u').test(setting)) return undefined;
  const [name, sha256] = setting.split('@');
  return { name, sha256 };
}

export function lipModelSetting({ name, sha256 }: LipModelName): string {
  return `${name}@${sha256}`;
}

/** Settings that say something only together with a lip model. */
const MODEL_SETTINGS: readonly (keyof Settings)[] = [
  'backend',
  'model',
  'detail',
  'modelColors',
  'modelSharpen',
];

/**
 * The settings that decide what an output shows: of the lip model its content, not what it is called, and
 * nothing of one that is not asked.
 */
export function decidingSettings(settings: Settings): readonly [string, unknown][] {
  const entries: [string, unknown][] = Object.entries(settings);
  if (settings.backend === 'mesh') {
    return entries.filter(([name]) => !MODEL_SETTINGS.includes(name as keyof Settings));
  }
  // What is made of the person's own pixels is not sharpened.
  const unused = settings.detail === 'own' ? ['modelSharpen'] : [];
  return entries
    .filter(([name]) => !unused.includes(name))
    .map(([name, value]) =>
      name === 'model' ? [name, parseLipModel(settings.model)?.sha256 ?? ''] : [name, value],
    );
}
