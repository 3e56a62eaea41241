import { DEFAULT_SETTINGS, type Settings } from '../settings.js';
import { canonicalJson, type FingerprintParts } from './fingerprint.js';

/** Hex digits of a mark: enough to tell two contents apart that one pair was made of. */
const MARK_DIGITS = 12;

/** What an output was made from, part by part: by this a person is told what changed since. */
export interface LedgerParts {
  /** The beginning of each part but the settings or of its hash, by its name in the fingerprint. */
  readonly marks: Readonly<Record<string, string>>;
  /** Settings that are not the built-in ones. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/** What changed since an output was made: a part of the fingerprint, or a setting. */
export type Change =
  | { readonly kind: 'part'; readonly name: string }
  | { readonly kind: 'setting'; readonly name: keyof Settings };

/** `hashText` gives the lower-case hex sha256 of a text's UTF-8 bytes. */
export function ledgerPartsOf(
  { settings, ...parts }: FingerprintParts,
  hashText: (text: string) => string,
): LedgerParts {
  const marks = Object.entries(parts)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [name, markOf(value, hashText)] as const);
  const own = Object.entries(settings).filter(
    ([name, value]) => value !== DEFAULT_SETTINGS[name as keyof Settings],
  );
  return { marks: Object.fromEntries(marks), settings: Object.fromEntries(own) };
}

/** Of a hash its beginning, of other words themselves: most parts of ten thousand pairs are texts. */
function markOf(value: unknown, hashText: (text: string) => string): string {
  const text = typeof value === 'string' ? value : hashText(canonicalJson(value));
  return text.slice(0, MARK_DIGITS);
}

/** In the order of the fingerprint, settings last; none where the two are alike. */
export function changesBetween(before: LedgerParts, now: LedgerParts): readonly Change[] {
  const names = new Set([...Object.keys(now.marks), ...Object.keys(before.marks)]);
  const parts = [...names].filter((name) => before.marks[name] !== now.marks[name]);
  const settings = Object.keys(DEFAULT_SETTINGS).filter(
    (name) => canonicalJson(before.settings[name]) !== canonicalJson(now.settings[name]),
  );
  return [
    ...parts.map((name) => ({ kind: 'part', name }) as const),
    ...settings.map((name) => ({ kind: 'setting', name: name as keyof Settings }) as const),
  ];
}

/** Undefined for what an earlier version left out, or somebody spoilt. */
export function readLedgerParts(value: unknown): LedgerParts | undefined {
  if (!isRecord(value) || !isRecord(value['marks']) || !isRecord(value['settings']))
    return undefined;
  const marks = Object.entries(value['marks']).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return { marks: Object.fromEntries(marks), settings: value['settings'] };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
