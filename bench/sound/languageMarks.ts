import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../root.js';

export const MARK_KINDS = ['closed', 'open', 'round'] as const;
/** What the lips must do: meet on p, b, m; be open on a; be round on u, o, ü, w. */
export type MarkKind = (typeof MARK_KINDS)[number];

export interface Mark {
  readonly kind: MarkKind;
  readonly phone: string;
  /** Seconds from the start of the sound. */
  readonly at: number;
}

export interface MarkedSound {
  readonly path: string;
  readonly name: string;
  readonly language: string;
  /** Said by eSpeak NG, so that the times are known; else they were found in a recording. */
  readonly spoken: boolean;
  readonly marks: readonly Mark[];
}

/**
 * The recordings of `audio/` that bench/sound/marks/recordings.json knows, then sentences that eSpeak NG
 * says into `scratch` (needs python3 with numpy and scipy, and libespeak-ng).
 */
export function markedSounds(clips: string, scratch: string): MarkedSound[] {
  const audio = join(clips, 'audio');
  const recordings = readMarks(
    join(ROOT, 'bench', 'sound', 'marks', 'recordings.json'),
    audio,
    false,
  );
  execFileSync('python3', [join(ROOT, 'bench', 'sound', 'marks', 'mark.py'), 'spoken', scratch]);
  const spoken = readMarks(join(scratch, 'spoken.json'), scratch, true);
  return [...recordings.filter(({ path }) => existsSync(path)), ...spoken];
}

function readMarks(file: string, folder: string, spoken: boolean): MarkedSound[] {
  const json = JSON.parse(readFileSync(file, 'utf8')) as Record<
    string,
    { language: string; marks: Mark[] }
  >;
  return Object.entries(json).map(([name, { language, marks }]) => {
    return { name, path: join(folder, name), language, spoken, marks };
  });
}

/** `count` marks of a kind over several sounds: real recordings first, then spoken ones, evenly. */
export function chooseMarks(
  sounds: readonly MarkedSound[],
  kind: MarkKind,
  count: number,
): { readonly sound: MarkedSound; readonly mark: Mark }[] {
  const of = (spoken: boolean) =>
    sounds
      .filter((sound) => sound.spoken === spoken)
      .flatMap((sound) =>
        sound.marks.filter((mark) => mark.kind === kind).map((mark) => ({ sound, mark })),
      );
  const [real, made] = [of(false), of(true)];
  const fromMade = Math.min(made.length, Math.max(count - real.length, Math.round(count * 0.4)));
  return [...evenly(real, count - fromMade), ...evenly(made, fromMade)];
}

function evenly<T>(items: readonly T[], count: number): T[] {
  if (items.length <= count) return [...items];
  return Array.from(
    { length: count },
    (_, i) => items[Math.floor(((i + 0.5) * items.length) / count)],
  );
}
