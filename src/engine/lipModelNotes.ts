import { basename, dirname, extname, join } from 'node:path';
import { readSmallText } from '../files/readSmallFile.js';

const MOST_BYTES = 65_536;
const LONGEST_NAME = 80;
const LONGEST_LICENCE = 4_000;

/** What files beside a model say of it. */
export interface LipModelNotes {
  readonly name: string;
  readonly licence: string;
}

/**
 * `X.json` with `name` and `licence` beside `X.onnx`, and `X.licence.txt`, which wins. A `LICENSE` in the same folder
 * may be that of anything there, and is not asked. Never rejects.
 */
export async function notesBeside(file: string): Promise<LipModelNotes> {
  const stem = basename(file, extname(file));
  const beside = (ending: string) => textOf(join(dirname(file), `${stem}${ending}`));
  const told = fieldsOf(await beside('.json'));
  const written = (await beside('.licence.txt')) ?? (await beside('.license.txt'));
  return {
    name: lipModelName(told.name ?? '') || lipModelName(stem) || 'model',
    licence: licenceText(written ?? told.licence ?? ''),
  };
}

/** A name as a project may carry it: one line, without `@`; empty where nothing of it is left. */
export function lipModelName(text: string): string {
  // What LIP_MODEL_PATTERN does not let through.
  const bad = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069@\ud800-\udfff]+/gu;
  const plain = text.replace(bad, ' ').replace(/\s+/g, ' ').trim();
  return Array.from(plain).slice(0, LONGEST_NAME).join('').trim();
}

export function licenceText(text: string): string {
  return text
    .replace(/^\ufeff/, '')
    .trim()
    .slice(0, LONGEST_LICENCE);
}

function fieldsOf(text: string | undefined): { readonly name?: string; readonly licence?: string } {
  try {
    const value = JSON.parse(text ?? '') as unknown;
    if (typeof value !== 'object' || value === null) return {};
    const { name, licence, license } = value as Readonly<Record<string, unknown>>;
    const right = licence ?? license;
    return {
      ...(typeof name === 'string' && { name }),
      ...(typeof right === 'string' && { licence: right }),
    };
  } catch {
    return {};
  }
}

async function textOf(path: string): Promise<string | undefined> {
  return readSmallText(path, MOST_BYTES).catch(() => undefined);
}
