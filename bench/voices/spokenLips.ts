import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { MotionBench } from '../sound/robustness.js';
import type { Workbench } from '../workbench.js';

/** Frames a second of the apertures that are looked at. */
const RATE = 50;
/** Seconds either way of a sound in which the lips may shut: a frame of usual footage. */
const TOLERANCE = 0.04;
/** Far enough from a sound to show what chance gives. */
const OFF_BEAT = 0.16;
/** Of the speech's own range (5th to 95th percentile), from its low end: what counts as shut. */
const SHUT_SHARE = 0.15;
const CLOSING = /^[pbm]/;

interface Span {
  readonly from: number;
  readonly to: number;
}

export interface SpokenLips {
  readonly name: string;
  /** p, b and m that were said. */
  readonly count: number;
  /** Share of them at which the lips shut, from the sound alone. */
  readonly shut: number;
  /** The same beside them. */
  readonly offBeat: number;
}

/**
 * Whether lips that only hear a spoken script shut where its record says that a p, b or m was said.
 * @param path a recording of `heygem speak`, with its record beside it
 */
export async function spokenLips(bench: Workbench, path: string): Promise<SpokenLips> {
  const motion = await MotionBench.open(bench);
  const apertures = await motion.apertures(path);
  const closures = closuresOf(JSON.parse(readFileSync(`${path}.json`, 'utf8')) as WrittenRecord);
  const shut = shutLevel(apertures);
  const isShut = ({ from, to }: Span): boolean => {
    const first = Math.max(0, Math.round((from - TOLERANCE) * RATE));
    const last = Math.round((to + TOLERANCE) * RATE);
    return apertures.subarray(first, last + 1).some((aperture) => aperture <= shut);
  };
  const beside = closures
    .flatMap(({ from, to }) => [shifted(from, to, -OFF_BEAT), shifted(from, to, OFF_BEAT)])
    .filter((span) => closures.every((closure) => apart(span, closure) > TOLERANCE));
  const share = (spans: readonly Span[]) => spans.filter(isShut).length / Math.max(1, spans.length);
  return {
    name: basename(path),
    count: closures.length,
    shut: share(closures),
    offBeat: share(beside),
  };
}

interface WrittenRecord {
  readonly sentences: readonly (Span & { readonly sounds: readonly WrittenSound[] })[];
}

interface WrittenSound extends Span {
  readonly symbol: string;
}

function closuresOf({ sentences }: WrittenRecord): readonly Span[] {
  return sentences.flatMap(({ sounds }) => sounds.filter(({ symbol }) => CLOSING.test(symbol)));
}

function shutLevel(apertures: Float64Array): number {
  const sorted = apertures.slice().sort();
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))];
  return at(0.05) + SHUT_SHARE * (at(0.95) - at(0.05));
}

function shifted(from: number, to: number, by: number): Span {
  return { from: from + by, to: to + by };
}

function apart(a: Span, b: Span): number {
  return Math.max(a.from - b.to, b.from - a.to);
}

export function spokenLipsMarkdown(rows: readonly SpokenLips[], today: string): string {
  const percent = (share: number) => `${(100 * share).toFixed(0)} %`;
  const lines = rows.map(
    ({ name, count, shut, offBeat }) =>
      `| ${name} | ${count} | ${percent(shut)} | ${percent(offBeat)} |`,
  );
  return `# Lips that only hear a spoken script

Whether the general motion shuts the lips at each p, b and m that the speech's record names, within ${TOLERANCE * 1000} ms;
beside them is the same ${OFF_BEAT * 1000} ms before and after: what chance gives. Measured on ${today}.

| speech | p, b and m | shut | shut beside them |
| --- | --- | --- | --- |
${lines.join('\n')}
`;
}
