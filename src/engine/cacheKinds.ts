const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Names of the folders in the cache that hold entries, one folder an entry. */
export const CACHE_KIND_NAMES = [
  'actors',
  'previous',
  'media',
  'previews',
  'stills',
  'tries',
  'segments',
  'spoken',
  'speeches',
  'work',
] as const;
export type CacheKindName = (typeof CACHE_KIND_NAMES)[number];

/** What the cache knows of one kind of entry: nothing else in it is counted, and nothing else removed. */
export interface CacheKind {
  readonly name: CacheKindName;
  /** What a whole entry is called. */
  readonly whole: RegExp;
  /** What an entry in the making is called. */
  readonly making: RegExp;
  /** Milliseconds: an entry in the making that nothing was written to for so long has lost its maker. */
  readonly abandonedMs: number;
  /** Milliseconds after which a whole one that was of no use goes even where there is room. */
  readonly forgottenMs: number;
  /** Share of the cache that all of this kind together may take. */
  readonly share: number;
}

const NEVER = /(?!)/;
const UNUSED: Pick<CacheKind, 'abandonedMs' | 'forgottenMs' | 'share'> = {
  abandonedMs: DAY_MS,
  forgottenMs: Infinity,
  share: 1,
};

export const CACHE_KINDS: readonly CacheKind[] = [
  /** What was learnt of videos, by a key of 40 digits. */
  { ...UNUSED, name: 'actors', whole: named(40), making: unfinished(40) },
  /** Results kept for comparing: faces cost more to learn anew. */
  { ...UNUSED, name: 'previous', whole: named(32), making: unfinished(32), share: 0.25 },
  /** What an editor shows of files, by a key of 32 digits. */
  { ...UNUSED, name: 'media', whole: named(32), making: NEVER },
  { ...UNUSED, name: 'previews', whole: named(32), making: NEVER },
  { ...UNUSED, name: 'stills', whole: named(32), making: NEVER },
  /** Some seconds that were tried of a pair, by a key of 32 digits: looked at, and forgotten. */
  {
    ...UNUSED,
    name: 'tries',
    whole: named(32),
    making: NEVER,
    forgottenMs: DAY_MS,
    share: 0.05,
  },
  /** Drawn parts of unfinished outputs, by their fingerprint: of use until the output is asked for again. */
  {
    name: 'segments',
    whole: named(64),
    making: unfinished(64),
    abandonedMs: DAY_MS,
    forgottenMs: 14 * DAY_MS,
    share: 0.5,
  },
  /** Sentences that were spoken, by a key of 32 digits: of use while their script is worked on. */
  { ...UNUSED, name: 'spoken', whole: named(32), making: NEVER, share: 0.2 },
  /** Words that were listened to, or made a video of outside of any project, by a key of 32 digits. */
  {
    ...UNUSED,
    name: 'speeches',
    whole: named(32),
    making: NEVER,
    forgottenMs: 14 * DAY_MS,
    share: 0.05,
  },
  /** Intermediates of what is being made now, by the process that makes it: of use to that one alone. */
  { ...UNUSED, name: 'work', whole: NEVER, making: /^\d{1,10}\.partial-[0-9A-Za-z]{6}$/ },
];

export const LOGS = 'logs';
export const LOG_FILE = /^heygem\.log(\.[1-3])?$/;
export const HASHES = 'hashes.txt';

function named(digits: number): RegExp {
  return new RegExp(`^[0-9a-f]{${digits}}$`);
}

function unfinished(digits: number): RegExp {
  return new RegExp(`^[0-9a-f]{${digits}}\\.partial-[0-9A-Za-z]{6,16}$`);
}
