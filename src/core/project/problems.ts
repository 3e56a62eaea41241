/** What can be wrong with a project's text. Sentences and hints are in `core/strings`. */
export const PROBLEM_CODES = [
  'empty',
  'too-large',
  'too-deep',
  'too-many-values',
  'syntax',
  'not-object',
  'duplicate-key',
  'unsupported-version',
  'missing-field',
  'unknown-field',
  'wrong-type',
  'out-of-range',
  'not-one-of',
  'too-long',
  'too-many',
  'bad-text',
  'bad-id',
  'bad-name',
  'unknown-token',
  'path-empty',
  'path-absolute',
  'path-backslash',
  'path-control',
  'path-outside',
  'part-empty',
  'bad-word',
  'bad-voice',
  'unknown-syllable',
  'unknown-sound',
  'unsaid-word',
  'script-missing',
  'script-twice',
  'script-kind',
  'speech-name',
  'speech-outside',
  'speech-shared',
  'output-outside',
  'name-unportable',
  'duplicate-id',
  'unknown-video',
  'unknown-audio',
  'duplicate-pair',
  'too-many-pairs',
  'more-problems',
] as const;

export type ProblemCode = (typeof PROBLEM_CODES)[number];
export type ProblemParams = Readonly<Record<string, string | number>>;

/** An error stops videos from being made until it is mended; a warning does not. */
export type Severity = 'error' | 'warning';

/** One mistake in a project's text, and where. */
export interface Problem {
  readonly code: ProblemCode;
  readonly severity: Severity;
  /** JSON pointer (RFC 6901) to the value at fault; empty for the whole text. */
  readonly path: string;
  /** 1-based; columns count UTF-16 units. */
  readonly line: number;
  readonly column: number;
  readonly params: ProblemParams;
}

/** A mistake before its place in the text is known. */
export interface Finding {
  readonly code: ProblemCode;
  readonly path: string;
  readonly params: ProblemParams;
}

/**
 * A file outside the folder stops those pairs alone that use it: their jobs say so. A way to say a word that cannot be
 * followed stops nothing, nor does what only another system cannot have.
 */
const WARNINGS: ReadonlySet<ProblemCode> = new Set([
  'unknown-syllable',
  'unknown-sound',
  'unsaid-word',
  'unknown-field',
  'duplicate-pair',
  'path-outside',
  'name-unportable',
]);

export function severityOf(code: ProblemCode): Severity {
  return WARNINGS.has(code) ? 'warning' : 'error';
}

export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some((problem) => problem.severity === 'error');
}

/** One step of a JSON pointer. */
export function pointerStep(key: string | number): string {
  return `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** The steps of a JSON pointer, unescaped. */
export function pointerSteps(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}
