import { utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { frameBytes, frameFrom } from '../../core/frame.js';
import type { MouthCover } from '../../core/mouthCover.js';
import type { LipSpread } from '../../core/lipSpread.js';
import type { OwnSpeech } from '../../core/ownSpeech.js';
import type { Affine } from '../../render/affine.js';
import type { MouthPatch } from '../../render/own/mouthPatch.js';
import type { MouthTone } from '../../render/own/mouthTone.js';
import type { Quarter } from '../../face/upright.js';
import { inodeOf } from '../../files/discard.js';
import { hashFile } from '../../files/hashFile.js';
import { readSmallFile } from '../../files/readSmallFile.js';
import { TrackReader, type Actor, type FrameFacts, type LearntActor } from './actor.js';
import { areStored, digestOf, sha256, writeChecksums } from './checksums.js';

/** Raised whenever what is stored changes its form or how it is learnt. */
export const ACTOR_VERSION = 11;

export const TRACK_FILE = 'track.f32';
const PATCHES_FILE = 'patches.yuv';
const FRAMES_FILE = 'frames.u32';
const HEADER_FILE = 'actor.json';
/** Of either: neither hours of facts nor a library of large mouths come near. */
const MOST_BYTES = 2 ** 30;

interface StoredPatch {
  readonly frameIndex: number;
  readonly width: number;
  readonly height: number;
  readonly inner: readonly number[];
  readonly open: number;
  readonly seam: readonly (readonly number[])[];
  readonly state: readonly number[];
  readonly yaw: number;
  readonly pitch: number;
  readonly aperture: number;
  readonly area: number;
  readonly shot: number;
  readonly skull: Affine;
  readonly softness: number;
  readonly agreement: number;
  readonly dark: number;
  readonly lipShare: number;
  readonly skinLuma: number;
}

interface Header {
  readonly version: number;
  readonly frames: number;
  /** Absent where the whole video was studied. */
  readonly whole?: false;
  readonly facts: readonly (readonly [FrameFacts['missing'] | null, boolean, number, number])[];
  readonly people: readonly number[];
  readonly mostFaces: number;
  readonly cover: MouthCover;
  readonly quarter: Quarter;
  readonly neutral: readonly number[] | null;
  readonly spread: LipSpread;
  readonly patches: readonly StoredPatch[];
  readonly tone: MouthTone | null;
  readonly ownSpeech: OwnSpeech;
}

/** Stores what was learnt beside the track file already in `folder`; the checksums of all go last. */
export async function writeActor(folder: string, actor: LearntActor): Promise<void> {
  const header: Header = {
    version: ACTOR_VERSION,
    frames: actor.frames,
    ...(actor.whole ? {} : { whole: false as const }),
    facts: actor.facts.map((f) => [f.missing ?? null, f.cut, f.yaw, f.eyeDistance]),
    people: actor.people,
    mostFaces: actor.mostFaces,
    cover: actor.cover,
    quarter: actor.quarter,
    neutral: actor.neutral ? Array.from(actor.neutral) : null,
    spread: actor.spread,
    patches: actor.patches.map(storedPatch),
    tone: actor.tone ?? null,
    ownSpeech: actor.ownSpeech,
  };
  const pixels = Buffer.concat(actor.patches.map(({ picture }) => picture.data));
  const frameSums = Buffer.from(
    actor.checksums.buffer,
    actor.checksums.byteOffset,
    actor.checksums.byteLength,
  );
  const text = Buffer.from(JSON.stringify(header));
  await writeFile(join(folder, PATCHES_FILE), pixels);
  await writeFile(join(folder, FRAMES_FILE), frameSums);
  await writeFile(join(folder, HEADER_FILE), text);
  await writeChecksums(folder, {
    [TRACK_FILE]: await hashFile(join(folder, TRACK_FILE)),
    [PATCHES_FILE]: sha256(pixels),
    [FRAMES_FILE]: sha256(frameSums),
    [HEADER_FILE]: sha256(text),
  });
}

export type StoredActor =
  | { readonly kind: 'whole'; readonly actor: Actor }
  | { readonly kind: 'absent' }
  /** Something is there, but not to the byte what was written. `inode` tells it from what comes after. */
  | { readonly kind: 'damaged'; readonly reason: string; readonly inode: bigint };

/** What is stored in a folder. Never rejects. Whoever gets an actor closes its track. */
export async function readActor(folder: string): Promise<StoredActor> {
  let track: TrackReader | undefined;
  const inode = await inodeOf(folder);
  if (inode === undefined) return { kind: 'absent' };
  try {
    track = new TrackReader(join(folder, TRACK_FILE));
    const actor = await readWhole(folder, track);
    // The cache's clean-up drops what was used longest ago.
    await utimes(folder, new Date(), new Date()).catch(() => undefined);
    return { kind: 'whole', actor };
  } catch (error) {
    track?.close();
    // Another process put another in its place while half of it was read: that one may be whole.
    if ((await inodeOf(folder)) !== inode) return readActor(folder);
    return { kind: 'damaged', reason: String(error), inode };
  }
}

/** What is checked is what is used: the bytes in memory, and the track's open file. */
async function readWhole(folder: string, track: TrackReader): Promise<Actor> {
  const [pixels, frameSums, text] = [
    new Uint8Array(await readSmallFile(join(folder, PATCHES_FILE), MOST_BYTES)),
    Uint8Array.from(await readSmallFile(join(folder, FRAMES_FILE), MOST_BYTES)),
    await readSmallFile(join(folder, HEADER_FILE), MOST_BYTES),
  ];
  const sums = {
    [TRACK_FILE]: await track.sha256(),
    [PATCHES_FILE]: sha256(pixels),
    [FRAMES_FILE]: sha256(frameSums),
    [HEADER_FILE]: sha256(text),
  };
  if (!(await areStored(folder, sums))) throw new Error('the checksums do not match');
  const header = JSON.parse(text.toString('utf8')) as Header;
  if (header.version !== ACTOR_VERSION) throw new Error(`it is of version ${header.version}`);
  return {
    frames: header.frames,
    whole: header.whole ?? true,
    facts: header.facts.map(([missing, cut, yaw, eyeDistance]) => ({
      missing: missing ?? undefined,
      cut,
      yaw,
      eyeDistance,
    })),
    people: header.people,
    mostFaces: header.mostFaces,
    cover: header.cover,
    quarter: header.quarter,
    neutral: header.neutral ? Float32Array.from(header.neutral) : undefined,
    spread: header.spread,
    patches: loadPatches(header.patches, pixels),
    tone: header.tone ?? undefined,
    ownSpeech: header.ownSpeech,
    track,
    checksums: new Uint32Array(frameSums.buffer),
    digest: digestOf(sums),
  };
}

function storedPatch(patch: MouthPatch): StoredPatch {
  const {
    frameIndex,
    picture,
    inner,
    open,
    seam,
    key,
    skull,
    agreement,
    dark,
    lipShare,
    skinLuma,
  } = patch;
  return {
    frameIndex,
    width: picture.width,
    height: picture.height,
    inner: Array.from(inner),
    open,
    seam: [seam.heights, seam.lumas].map((values) => Array.from(values)),
    state: Array.from(key.state),
    yaw: key.yaw,
    pitch: key.pitch,
    aperture: key.aperture,
    area: key.area,
    shot: key.shot,
    skull,
    softness: seam.softness,
    agreement,
    dark,
    lipShare,
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
      seam: {
        heights: Float32Array.from(patch.seam[0]),
        lumas: Float32Array.from(patch.seam[1]),
        softness: patch.softness,
      },
      key: {
        state: Float32Array.from(patch.state),
        yaw: patch.yaw,
        pitch: patch.pitch,
        aperture: patch.aperture,
        area: patch.area,
        shot: patch.shot,
      },
      skull: patch.skull,
      agreement: patch.agreement,
      dark: patch.dark,
      lipShare: patch.lipShare,
      skinLuma: patch.skinLuma,
    };
  });
}
