import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, parse, resolve } from 'node:path';
import { ROOT } from './root.js';

export const SET_NAMES = ['talk', 'anchors', 'grid', 'silent'] as const;
export type SetName = (typeof SET_NAMES)[number];

export interface Clip {
  readonly set: string;
  readonly name: string;
  readonly path: string;
}

const MEDIA = new Set(['.mp4', '.mkv', '.webm', '.mov', '.avi', '.wav', '.flac', '.mp3', '.m4a']);

/**
 * Clips of a named set: all of talk/ and silent/, and of anchors/ and grid/ only those that training
 * never saw (training/heldout.txt). Anything else is a folder or a file of one's own.
 * @throws Error when there is nothing
 */
export function clipsOf(set: string, folder: string): Clip[] {
  const held = set === 'anchors' || set === 'grid';
  const paths = held ? heldOut(set, folder) : listed(isSetName(set) ? join(folder, set) : set);
  if (paths.length === 0) throw new Error(`no clips for "${set}" in ${folder}`);
  const label = isSetName(set) ? (held ? `${set} (held out)` : set) : parse(set).name;
  return paths.map((path) => ({ set: label, name: parse(path).name, path: resolve(path) }));
}

/** At most `limit` of them, spread evenly over the list. */
export function thinOut<T>(items: readonly T[], limit: number | undefined): readonly T[] {
  if (limit === undefined || items.length <= limit) return items;
  return Array.from({ length: limit }, (_, i) => items[Math.floor((i * items.length) / limit)]);
}

function isSetName(name: string): name is SetName {
  return (SET_NAMES as readonly string[]).includes(name);
}

function heldOut(set: string, folder: string): string[] {
  const list = readFileSync(join(ROOT, 'training', 'heldout.txt'), 'utf8').split(/\r?\n/);
  return list.filter((line) => line.startsWith(`${set}/`)).map((line) => join(folder, line));
}

function listed(path: string): string[] {
  if (!existsSync(path)) return [];
  if (MEDIA.has(parse(path).ext.toLowerCase())) return [path];
  const files = readdirSync(path).filter((name) => MEDIA.has(parse(name).ext.toLowerCase()));
  return files.sort().map((name) => join(path, name));
}
