import { access, constants, stat } from 'node:fs/promises';
import { resolve, win32 } from 'node:path';
import { HeygemError } from '../core/errors.js';
import { PHOTO_FORMATS } from './photo.js';
import { pictureLimits } from './pictureLimit.js';

/**
 * Containers that hold their own media. What is left out on purpose are demuxers that open other
 * files or hosts named inside a file (hls, dash, concat, image sequences, sdp, ...) and those that
 * take any bytes for a picture (tty, rawvideo).
 */
const FORMATS = [
  'mov,matroska,avi,flv,mpegts,mpeg,mpegvideo,m4v,h264,hevc,ivf,obu,asf,ogg,rm,dv,mxf,gxf,nut,wtv',
  `gif,${PHOTO_FORMATS.join(',')}`,
  'wav,w64,rf64,aiff,au,caf,mp3,flac,aac,ac3,eac3,dts,amr,amrnb,amrwb,ape,wv,tta,mlp,truehd,voc',
].join(',');

/**
 * Windows opens a longer path only where it is marked as one; Node does so by itself, older ffmpegs do not. 260 with what
 * a folder needs for a file of a short name.
 */
const MOST_WINDOWS_PATH = 248;

/**
 * A path as ffmpeg must be given it: the `file:` prefix keeps it from reading a leading `-` as an
 * option or `concat:`, `http:` and the like as a protocol.
 */
export function fileUrl(path: string, platform = process.platform): string {
  if (platform !== 'win32') return `file:${resolve(path)}`;
  const whole = win32.resolve(path);
  return `file:${whole.length < MOST_WINDOWS_PATH ? whole : win32.toNamespacedPath(whole)}`;
}

/** Input options under which a file can reach no other file and no network. */
export function inputLimits(): string[] {
  return ['-protocol_whitelist', 'file,pipe', '-format_whitelist', FORMATS];
}

/**
 * Arguments by which ffprobe opens `path` under `inputLimits`: it tells the size of any picture.
 * @param demuxer of a photo; else it is found by the content
 */
export function probeArguments(path: string, demuxer?: string): string[] {
  return [...inputLimits(), ...formatOf(demuxer), '-i', fileUrl(path)];
}

/** Arguments by which ffmpeg opens `path` under `inputLimits` and `pictureLimits`. */
export function inputArguments(path: string, demuxer?: string): string[] {
  return [...inputLimits(), ...pictureLimits(), ...formatOf(demuxer), '-i', fileUrl(path)];
}

/** Told, as ffmpeg takes a photo for the first of a numbered sequence, which could reach other files. */
function formatOf(demuxer: string | undefined): string[] {
  return demuxer === undefined ? [] : ['-f', demuxer];
}

/**
 * Refuses what is not a file with something in it, before any program is started on it: a named
 * pipe or a device would hang the probe.
 * @throws HeygemError input-missing, input-empty, input-is-folder, input-not-media
 */
export async function checkInputFile(path: string): Promise<void> {
  try {
    const stats = await stat(path);
    if (stats.isDirectory()) throw new HeygemError('input-is-folder', { path });
    if (!stats.isFile()) throw new HeygemError('input-not-media', { path });
    if (stats.size === 0) throw new HeygemError('input-empty', { path });
    await access(path, constants.R_OK);
  } catch (error) {
    if (error instanceof HeygemError) throw error;
    const detail = error instanceof Error ? error.message : String(error);
    throw new HeygemError('input-missing', { path }, detail, error);
  }
}
