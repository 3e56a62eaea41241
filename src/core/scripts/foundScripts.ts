import { LONGEST_SCRIPT } from '../project/saySchema.js';
import { readScript, type ScriptFormat, scriptFormat } from '../voice/script.js';
import { parseCsv } from './csv.js';
import { decodeText, type TextEncoding } from './decodeText.js';
import { plainScript } from './plainScript.js';
import { scriptsOfTable } from './scriptTable.js';

/** A file that may hold scripts. */
export interface ScriptFile {
  /** Its name, with the folders that it lies in as it was chosen. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Where it lies in the project's folder, relative to it, if it does. */
  readonly path?: string;
}

/** A script that can be added to a project. */
export interface FoundScript {
  readonly name: string;
  /** What is written of it: of a timed one all of the file, else what is said. */
  readonly text: string;
  /** Without the marks of the file's format. */
  readonly said: string;
  readonly voice?: string;
  /** The file that it was found in. */
  readonly origin: string;
  readonly encoding: TextEncoding;
  /** It stays the file in the project's folder that it is. */
  readonly path?: string;
  /** Its times are worth keeping, so that it must be a file: .srt or .vtt. */
  readonly timed?: boolean;
}

export interface LeftOutScript {
  readonly name: string;
  readonly origin: string;
  readonly why: 'empty' | 'too-long' | 'no-text';
}

export interface FoundScripts {
  readonly scripts: readonly FoundScript[];
  readonly leftOut: readonly LeftOutScript[];
}

/** Bytes of a file that are read at most. */
export const MOST_SCRIPT_BYTES = 4 << 20;
/** Scripts taken at once at most: more is a folder chosen by mistake. */
export const MOST_SCRIPTS = 1000;

/** What files of scripts are called, without dots. */
export const SCRIPT_EXTENSIONS = ['txt', 'md', 'markdown', 'srt', 'vtt', 'csv', 'tsv'] as const;

/** Those of them that hold one text: what a recording's text may be called. */
export const TEXT_EXTENSIONS = SCRIPT_EXTENSIONS.filter((name) => name !== 'csv' && name !== 'tsv');

const TABLE = /\.(csv|tsv)$/i;
const TIMED = /\.(srt|vtt)$/i;
const SCRIPT = new RegExp(`\\.(${SCRIPT_EXTENSIONS.join('|')})$`, 'i');

/** Whether a file of this name may hold scripts. */
export function isScriptFile(name: string): boolean {
  return SCRIPT.test(name);
}

/** The scripts of text files and tables, in the files' order; names come from the files. */
export function findScripts(files: readonly ScriptFile[]): FoundScripts {
  const scripts: FoundScript[] = [];
  const leftOut: LeftOutScript[] = [];
  for (const file of files) {
    const origin = baseName(file.name);
    const decoded = file.bytes.length > MOST_SCRIPT_BYTES ? 'too-long' : decodeText(file.bytes);
    if (decoded === undefined || decoded === 'too-long') {
      leftOut.push({ name: stemOf(origin), origin, why: decoded ?? 'no-text' });
      continue;
    }
    for (const script of scriptsIn(file, decoded.text, decoded.encoding)) {
      const why = problemOf(script);
      if (why) leftOut.push({ name: script.name, origin, why });
      else scripts.push(script);
    }
  }
  return { scripts, leftOut };
}

function problemOf({ said, text }: FoundScript): LeftOutScript['why'] | undefined {
  if (said === '') return text.length > LONGEST_SCRIPT ? 'too-long' : 'empty';
  return undefined;
}

/** Empty where nothing can be said, or too much. */
function saidOf(text: string, format: ScriptFormat): string {
  try {
    return plainScript(readScript(text, format).said).trim();
  } catch {
    return '';
  }
}

function scriptsIn(
  { name, path }: ScriptFile,
  text: string,
  encoding: TextEncoding,
): readonly FoundScript[] {
  const origin = baseName(name);
  const stem = stemOf(origin);
  if (!TABLE.test(origin)) {
    const timed = TIMED.test(origin);
    // Files are read again when they are spoken, as UTF-8: what is written otherwise is taken in.
    const stays = path !== undefined && encoding === 'utf-8';
    const place = { ...(stays && { path }), ...(timed && { timed }) };
    const whole = plainScript(text).trim();
    const said = saidOf(whole, scriptFormat(origin) ?? 'txt');
    // Too long a text is kept, so that it is told what is wrong with it.
    const written = timed || said === '' ? whole : said;
    return [{ name: stem, text: written, said, origin, encoding, ...place }];
  }
  const rows = scriptsOfTable(parseCsv(text));
  return rows.map((row, at) => ({
    name: row.name === '' ? `${stem} ${at + 1}` : row.name,
    text: plainScript(row.text).trim(),
    said: saidOf(plainScript(row.text), 'txt'),
    ...(row.voice !== undefined && { voice: row.voice }),
    ...{ origin, encoding },
  }));
}

function baseName(name: string): string {
  return name.split(/[\\/]/).at(-1) ?? name;
}

function stemOf(name: string): string {
  return name.replace(/\.[^.]*$/, '');
}
