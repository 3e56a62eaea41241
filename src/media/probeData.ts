import { open } from 'node:fs/promises';
import { HeygemError } from '../core/errors.js';
import type { Rational } from '../core/videoInfo.js';
import { ProgramAnswers } from './answers.js';
import { runTool, throwIfAborted, ToolFailure } from './childProcess.js';
import { checkInputFile, probeArguments } from './inputFile.js';
import type { FfmpegTools } from './locate.js';
import { photoIn, type Photo } from './photo.js';

/** One stream as ffprobe tells of it: every field may be missing, numbers come as text. */
export type RawStream = Readonly<Record<string, unknown>>;

export interface RawProbe {
  readonly streams: readonly RawStream[];
  readonly formatName: string;
  /** Seconds; 0 where unknown. */
  readonly duration: number;
  /** Seconds: where the container's earliest stream starts. */
  readonly start: number;
  /** Indices of the streams whose content is encrypted. */
  readonly encrypted: readonly number[];
  /** Where the file is one. */
  readonly photo?: Photo;
}

const answers = new ProgramAnswers<RawProbe>();

/**
 * Asks ffprobe what is in a file, once as long as the file stays as it is.
 * @throws HeygemError input-missing, input-empty, input-not-media, input-damaged, cancelled
 */
export async function probeRaw(
  tools: FfmpegTools,
  path: string,
  signal?: AbortSignal,
): Promise<RawProbe> {
  await checkInputFile(path);
  throwIfAborted(signal);
  return answers.of(tools.ffprobe, path, () => ask(tools, path, signal));
}

/** Only packets tell of some kinds of encryption. */
const FIRST_PACKETS = ['-show_packets', '-read_intervals', '%+#24'];

async function ask(
  tools: FfmpegTools,
  path: string,
  signal: AbortSignal | undefined,
): Promise<RawProbe> {
  const photo = await photoIn(path);
  const args = ['-v', 'error', '-of', 'json', '-show_format', '-show_streams', ...FIRST_PACKETS];
  const json = await runTool(tools.ffprobe, [...args, ...probeArguments(path, photo?.format)], {
    signal,
    subject: path,
  }).catch(async (error: unknown) => {
    throw await unreadable(error, path);
  });
  const probe = asRecord(JSON.parse(json.toString()));
  const format = asRecord(probe['format']);
  const streams = Array.isArray(probe['streams']) ? probe['streams'].map(asRecord) : [];
  if (streams.length === 0) throw new HeygemError('input-not-media', { path });
  const formatName = text(format['format_name']);
  return {
    streams,
    formatName,
    duration: number(format['duration']),
    start: number(format['start_time']),
    encrypted: [
      ...encryptedStreams(streams, probe['packets']),
      ...(await lockedByIndex(path, formatName, streams)),
    ],
    ...(photo && { photo }),
  };
}

/** What shops sell with a lock on it: by its name in mp4 (enca, drms, aavd ...), or packet by packet. */
function encryptedStreams(streams: readonly RawStream[], packets: unknown): readonly number[] {
  const named = streams.filter((stream) =>
    /^(?:enc[avts]|drm[is]|aavd)$/.test(text(stream['codec_tag_string'])),
  );
  const marked = (Array.isArray(packets) ? packets.map(asRecord) : []).filter((packet) => {
    const sideData = packet['side_data_list'];
    const kinds = (Array.isArray(sideData) ? sideData : []).map((data) =>
      text(asRecord(data)['side_data_type']),
    );
    return kinds.includes('Encryption info');
  });
  return [
    ...named.map((stream) => number(stream['index'])),
    ...marked.map((packet) => number(packet['stream_index'])),
  ];
}

/** Bytes of an mp4's beginning where the index of what is streamed lies. */
const INDEX_BYTES = 256 * 1024;

/** In a streamed mp4 ffprobe shows nothing of it, so the kinds are looked for by their names in the index. */
async function lockedByIndex(
  path: string,
  formatName: string,
  streams: readonly RawStream[],
): Promise<readonly number[]> {
  if (!/\bmp4\b/.test(formatName)) return [];
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(INDEX_BYTES), 0, INDEX_BYTES, 0);
    const head = buffer.subarray(0, bytesRead);
    const isLocked = (kind: string): boolean => head.includes(kind) && head.includes('schm');
    const kinds = [...(isLocked('enca') ? ['audio'] : []), ...(isLocked('encv') ? ['video'] : [])];
    return streams
      .filter((stream) => kinds.includes(text(stream['codec_type'])))
      .map((stream) => number(stream['index']));
  } finally {
    await file.close();
  }
}

/** @throws HeygemError input-protected, for a stream that nobody can decode without its key */
export function refuseEncrypted(path: string, stream: RawStream, { encrypted }: RawProbe): void {
  if (encrypted.includes(number(stream['index']))) {
    throw new HeygemError('input-protected', { path });
  }
}

/** ffprobe's refusals: a media file that broke off is told from one that never was media. */
async function unreadable(error: unknown, path: string): Promise<unknown> {
  // An ffprobe that fell over or gave no answer says nothing of the file.
  if (!(error instanceof ToolFailure) || error.ending !== 'refused') return error;
  const { detail = '' } = error;
  // For a file named .mp4 ffprobe misses the index even when it holds a shopping list.
  const lacksIndex = detail.includes('moov atom not found') && (await startsAsMp4(path));
  const brokeOff = lacksIndex || /Truncat|EBML header parsing failed/i.test(detail);
  return new HeygemError(brokeOff ? 'input-damaged' : 'input-not-media', { path }, detail, error);
}

async function startsAsMp4(path: string): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const { buffer } = await file.read(Buffer.alloc(8), 0, 8, 0);
    return /^(ftyp|moov|mdat|free|skip|wide)$/.test(buffer.toString('latin1', 4));
  } finally {
    await file.close();
  }
}

export function asRecord(value: unknown): RawStream {
  return typeof value === 'object' && value !== null ? (value as RawStream) : {};
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** A finite number from a number or text, else 0. */
export function number(value: unknown): number {
  const parsed = typeof value === 'number' ? value : Number.parseFloat(text(value));
  return Number.isFinite(parsed) ? parsed : 0;
}

/** "30000/1001" or "4:3"; 0/0 where there is none. */
export function rational(value: unknown): Rational {
  const match = /^(\d+)[/:](\d+)$/.exec(text(value));
  return match === null ? { num: 0, den: 0 } : { num: Number(match[1]), den: Number(match[2]) };
}

/** Pictures on an audio file's cover come as a video stream. */
export function isPicture(stream: RawStream): boolean {
  return stream['codec_type'] === 'video' && asRecord(stream['disposition'])['attached_pic'] !== 1;
}

export function isSound(stream: RawStream): boolean {
  return stream['codec_type'] === 'audio';
}
