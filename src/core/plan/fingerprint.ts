import type { FaceChoice } from '../faceTrack.js';
import type { Fingerprint } from '../ids.js';
import { decidingSettings } from '../lipModel.js';
import type { Part } from '../part.js';
import type { Settings } from '../settings.js';

/** Everything that decides an output's content. Labels, titles, ids and file names do not. */
export interface FingerprintParts {
  readonly videoHash: string;
  readonly audioHash: string;
  readonly settings: Settings;
  readonly face: FaceChoice | undefined;
  /** Left out of the hash where none was chosen. */
  readonly audioTrack?: number | undefined;
  /** These too, where nothing is left out of a file and the speech begins at once. */
  readonly videoPart?: Part | undefined;
  readonly audioPart?: Part | undefined;
  readonly speechOffset?: number | undefined;
  /** Of the text of what is said, where subtitles are made of it; else left out. */
  readonly transcriptHash?: string | undefined;
  readonly modelHashes: Readonly<Record<string, string>>;
  readonly engineVersion: string;
}

/**
 * Whether a setting changes the output, or from which value on. All do today; typed by `Settings`, so that whoever adds one
 * has to answer.
 */
const DECIDES_CONTENT: Readonly<Record<keyof Settings, boolean | { readonly but: string }>> = {
  strength: true,
  smoothing: true,
  ownWay: true,
  silenceThreshold: true,
  maxYaw: true,
  minEyeDistance: true,
  noFace: true,
  crf: true,
  preset: true,
  encoder: true,
  label: true,
  producer: true,
  videoTrack: true,
  backdrop: true,
  // What was made before there were any is what is made without.
  subtitles: { but: 'none' },
  // Of these `decidingSettings` tells which count.
  backend: true,
  model: true,
  detail: true,
  modelColors: true,
  modelSharpen: true,
};

/** `hashText` gives the lower-case hex sha256 of a text's UTF-8 bytes. */
export function fingerprintOf(
  parts: FingerprintParts,
  hashText: (text: string) => string,
): Fingerprint {
  const settings = decidingSettings(parts.settings).filter(([name, value]) =>
    decides(name as keyof Settings, value),
  );
  const content = {
    ...parts,
    settings: Object.fromEntries(settings),
    face: parts.face ?? null,
    videoPart: saidOf(parts.videoPart),
    audioPart: saidOf(parts.audioPart),
    speechOffset: parts.speechOffset === 0 ? undefined : parts.speechOffset,
  };
  return hashText(canonicalJson(content)) as Fingerprint;
}

function decides(name: keyof Settings, value: unknown): boolean {
  const rule = DECIDES_CONTENT[name];
  return typeof rule === 'boolean' ? rule : value !== rule.but;
}

/** Without what says nothing: a part from a file's start to its end is no part. */
function saidOf({ from = 0, to }: Part = {}): Part | undefined {
  return from === 0 && to === undefined
    ? undefined
    : { ...(from !== 0 && { from }), ...(to !== undefined && { to }) };
}

/** JSON with sorted keys and no white space: equal values give equal text. For plain data only. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`);
  return `{${fields.join(',')}}`;
}
