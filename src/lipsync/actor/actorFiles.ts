import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LANDMARK_FLOATS } from '../../core/faceTrack.js';
import { frameBytes, frameFrom } from '../../core/frame.js';
import type { LipSpread } from '../../core/lipSpread.js';
import type { Affine } from '../../render/affine.js';
import type { MouthPatch } from '../../render/mouthPatch.js';
import type { MouthTone } from '../../render/mouthTone.js';
import { TrackReader, type Actor, type FrameFacts, type LearntActor } from './actor.js';

/** Raised whenever what is stored changes its form or how it is learnt. */
export const ACTOR_VERSION = 5;

export const TRACK_FILE = 'track.f32';
const PATCHES_FILE = 'patches.yuv';
const CHECKSUMS_FILE = 'frames.u32';
const HEADER_FILE = 'actor.json';

interface StoredPatch {
  readonly frameIndex: number;
  readonly width: number;
  readonly height: number;
  readonly inner: readonly number[];
  readonly open: number;
  readonly shape: readonly number[];
  readonly yaw: number;
  readonly pitch: number;
  readonly aperture: number;
  readonly area: number;
  readonly shot: number;
  readonly skull: Affine;
  readonly look: readonly number[];
  readonly lipShare: number;
  readonly skinLuma: number;
}

interface Header {
  readonly version: number;
  readonly frames: number;
  readonly facts: readonly (readonly [FrameFacts['missing'] | null, boolean, number, number])[];
  readonly neutral: readonly number[] | null;
  readonly spread: LipSpread;
  readonly patches: readonly StoredPatch[];
  readonly tone: MouthTone | null;
  readonly trackSha256: string;
  readonly patchesSha256: string;
  readonly checksumsSha256: string;
}

/**
 * Stores what was learnt beside the track file already in `folder`; the header goes last.
 * @returns the actor's digest
 */
export async function writeActor(folder: string, actor: LearntActor): Promise<string> {
  const pixels = Buffer.concat(actor.patches.map(({ picture }) => picture.data));
  await writeFile(join(folder, PATCHES_FILE), pixels);
  await writeFile(join(folder, CHECKSUMS_FILE), actor.checksums);
  const header: Header = {
    version: ACTOR_VERSION,
    frames: actor.frames,
    facts: actor.facts.map((f) => [f.missing ?? null, f.cut, f.yaw, f.eyeDistance]),
    neutral: actor.neutral ? Array.from(actor.neutral) : null,
    spread: actor.spread,
    patches: actor.patches.map(storedPatch),
    tone: actor.tone ?? null,
    trackSha256: await sha256(join(folder, TRACK_FILE)),
    patchesSha256: await sha256(join(folder, PATCHES_FILE)),
    checksumsSha256: await sha256(join(folder, CHECKSUMS_FILE)),
  };
  const text = JSON.stringify(header);
  await writeFile(join(folder, HEADER_FILE), text);
  return digestOf(text);
}

/** The stored actor, or undefined when there is none or anything about it is not as written. */
export async function readActor(folder: string): Promise<Actor | undefined> {
  try {
    const text = await readFile(join(folder, HEADER_FILE), 'utf8');
    const header = JSON.parse(text) as Header;
    if (header.version !== ACTOR_VERSION) return undefined;
    const track = join(folder, TRACK_FILE);
    const { size } = await stat(track);
    if (size !== header.frames * LANDMARK_FLOATS * 4) return undefined;
    if ((await sha256(track)) !== header.trackSha256) return undefined;
    const patchesFile = join(folder, PATCHES_FILE);
    if ((await sha256(patchesFile)) !== header.patchesSha256) return undefined;
    const checksumsFile = join(folder, CHECKSUMS_FILE);
    if ((await sha256(checksumsFile)) !== header.checksumsSha256) return undefined;
    const actor = {
      frames: header.frames,
      facts: header.facts.map(([missing, cut, yaw, eyeDistance]) => ({
        missing: missing ?? undefined,
        cut,
        yaw,
        eyeDistance,
      })),
      neutral: header.neutral ? Float32Array.from(header.neutral) : undefined,
      spread: header.spread,
      patches: loadPatches(header.patches, await readFile(patchesFile)),
      tone: header.tone ?? undefined,
      track: new TrackReader(track),
      checksums: new Uint32Array(Uint8Array.from(await readFile(checksumsFile)).buffer),
      digest: digestOf(text),
    };
    // The cache's clean-up drops what was used longest ago.
    await utimes(folder, new Date(), new Date()).catch(() => undefined);
    return actor;
  } catch {
    // Missing, unreadable or malformed all mean the same: learn it again.
    return undefined;
  }
}

/** Moves a finished folder to its place; another process may have been first, which is as good. */
export async function publishActor(from: string, to: string): Promise<void> {
  await mkdir(join(to, '..'), { recursive: true });
  await rm(to, { recursive: true, force: true });
  await rename(from, to);
}

function storedPatch(patch: MouthPatch): StoredPatch {
  const { frameIndex, picture, inner, open, key, skull, look, skinLuma } = patch;
  return {
    frameIndex,
    width: picture.width,
    height: picture.height,
    inner: Array.from(inner),
    open,
    shape: Array.from(key.shape),
    yaw: key.yaw,
    pitch: key.pitch,
    aperture: key.aperture,
    area: key.area,
    shot: key.shot,
    skull,
    look: Array.from(look.luma),
    lipShare: look.lipShare,
    skinLuma,
  };
}

function loadPatches(stored: readonly StoredPatch[], pixels: Uint8Array): MouthPatch[] {
  let at = 0;
  return stored.map((patch) => {
    const length = frameBytes(patch.width, patch.height);
    const picture = frameFrom(patch.width, patch.height, pixels.subarray(at, at + length));
    at += length;
    return {
      frameIndex: patch.frameIndex,
      picture,
      inner: Float32Array.from(patch.inner),
      open: patch.open,
      key: {
        shape: Float32Array.from(patch.shape),
        yaw: patch.yaw,
        pitch: patch.pitch,
        aperture: patch.aperture,
        area: patch.area,
        shot: patch.shot,
      },
      skull: patch.skull,
      look: { luma: Float32Array.from(patch.look), lipShare: patch.lipShare },
      skinLuma: patch.skinLuma,
    };
  });
}

/** The header holds the other files' hashes, so its own stands for all. */
function digestOf(header: string): string {
  return createHash('sha256').update(header).digest('hex');
}

/** Lower-case hex sha256 of a file's content, streamed. */
export async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    hash.update(chunk as Uint8Array);
  }
  return hash.digest('hex');
}
