import { parse, type ParseError } from 'jsonc-parser';
import type { Fingerprint, PairId } from '../ids.js';
import { type LedgerParts, readLedgerParts } from './ledgerParts.js';
import { canonicalJson } from './fingerprint.js';

export const LEDGER_VERSION = 1;
export const LEDGER_EXTENSION = '.lock';

/** What an output's report comes to in one line; null where it could not be measured. */
export interface ReportSummary {
  readonly frames: number;
  readonly passedThrough: number;
  readonly apertureR: number | null;
  readonly lagFrames: number | null;
  readonly articulation: number | null;
  readonly provider: string;
}

/** What is known of one output that was made whole. No times and no absolute paths: it is committed. */
export interface LedgerEntry {
  /** Relative to the project's folder, with `/`. */
  readonly output: string;
  readonly fingerprint: Fingerprint;
  /** Size of the output. */
  readonly bytes: number;
  /** Of the output's content, lower-case hex. */
  readonly sha256: string;
  readonly report: ReportSummary;
  /** Absent in entries from before it was kept. */
  readonly from?: LedgerParts;
}

/** The content of `<name>.heygem.lock`. */
export type Ledger = ReadonlyMap<PairId, LedgerEntry>;

const MAX_LEDGER_TEXT = 64 * 1024 * 1024;
const CONFLICT_START = /^<{7}(?: |$)/;
const CONFLICT_END = /^>{7}(?: |$)/;
const ENTRY_START = /^ {4}("(?:[^"\\]|\\.)*"): \{$/;
const ENTRY_END = /^ {4}\},?$/;

/**
 * Equal ledgers give equal text. Sorted, and every entry opens and closes on lines of its own that
 * never change, so that git can merge changes of neighbouring pairs.
 */
export function serializeLedger(ledger: Ledger): string {
  const entries = [...ledger].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const blocks = entries.map(([pair, entry]) => `    ${JSON.stringify(pair)}: ${block(entry)}`);
  const pairs = blocks.length === 0 ? '{}' : `{\n${blocks.join(',\n')}\n  }`;
  return `{\n  "version": ${LEDGER_VERSION},\n  "pairs": ${pairs}\n}\n`;
}

function block({ output, fingerprint, bytes, sha256, report, from }: LedgerEntry): string {
  const { frames, passedThrough, apertureR, lagFrames, articulation, provider } = report;
  const summary = { frames, passedThrough, apertureR, lagFrames, articulation, provider };
  const fields = Object.entries({ output, fingerprint, bytes, sha256, report: summary });
  const lines = fields.map(([key, value]) => `      "${key}": ${JSON.stringify(value)}`);
  if (from) lines.push(`      "from": ${canonicalJson(from)}`);
  return `{\n${lines.join(',\n')}\n    }`;
}

/**
 * Reads a ledger. Never throws: what is damaged, unknown or in a merge conflict is left out, so
 * that its pair is made again.
 */
export function parseLedger(text: string): Ledger {
  if (text.length > MAX_LEDGER_TEXT) return new Map();
  const whole = parseWhole(text);
  return whole ?? parseBlocks(text);
}

function parseWhole(text: string): Ledger | undefined {
  const value = parseJson(text);
  if (!isRecord(value) || !isRecord(value['pairs'])) return undefined;
  if (value['version'] !== LEDGER_VERSION) return new Map();
  return collect(Object.entries(value['pairs']));
}

/** Reads entry by entry what is no JSON as a whole, skipping entries that a conflict touches. */
function parseBlocks(text: string): Ledger {
  const found: [string, unknown][] = [];
  const seen = new Set<string>();
  const twice = new Set<string>();
  let open: { key: string; lines: string[] } | undefined;
  let inConflict = false;
  if (!text.includes(`"version": ${LEDGER_VERSION}`)) return new Map();
  for (const line of text.split(/\r?\n/)) {
    const starts = ENTRY_START.exec(line);
    if (CONFLICT_START.test(line)) {
      inConflict = true;
      open = undefined;
    } else if (CONFLICT_END.test(line)) {
      inConflict = false;
      open = undefined;
    } else if (starts) {
      const key = String(parseJson(starts[1]));
      // Both sides of a conflict name their pairs: neither side is taken.
      if (seen.has(key) || inConflict) twice.add(key);
      seen.add(key);
      open = inConflict ? undefined : { key, lines: [] };
    } else if (open && ENTRY_END.test(line)) {
      found.push([open.key, parseJson(`{${open.lines.join('\n')}}`)]);
      open = undefined;
    } else {
      open?.lines.push(line);
    }
  }
  return collect(found.filter(([key]) => !twice.has(key)));
}

function collect(entries: readonly (readonly [string, unknown])[]): Ledger {
  const ledger = new Map<PairId, LedgerEntry>();
  for (const [pair, value] of entries) {
    const entry = readEntry(value);
    if (entry) ledger.set(pair as PairId, entry);
  }
  return ledger;
}

/** Entries from before outputs were hashed say too little: their pairs are made again. */
function readEntry(value: unknown): LedgerEntry | undefined {
  if (!isRecord(value) || !isRecord(value['report'])) return undefined;
  const { output, fingerprint, bytes, sha256 } = value;
  if (typeof output !== 'string' || !isCount(bytes)) return undefined;
  if (!isHash(fingerprint) || !isHash(sha256)) return undefined;
  const report = readSummary(value['report']);
  const from = readLedgerParts(value['from']);
  const entry = { output, fingerprint: fingerprint as Fingerprint, bytes, sha256 };
  return report && { ...entry, report, ...(from && { from }) };
}

function isHash(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
}

function readSummary(value: Readonly<Record<string, unknown>>): ReportSummary | undefined {
  const { frames, passedThrough, provider } = value;
  if (!isCount(frames) || !isCount(passedThrough) || typeof provider !== 'string') return undefined;
  return {
    frames,
    passedThrough,
    apertureR: measureOf(value['apertureR']),
    lagFrames: measureOf(value['lagFrames']),
    articulation: measureOf(value['articulation']),
    provider,
  };
}

function parseJson(text: string): unknown {
  const errors: ParseError[] = [];
  try {
    const value: unknown = parse(text, errors);
    return errors.length === 0 ? value : undefined;
  } catch {
    // Nesting too deep for the parser's recursion.
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function measureOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
