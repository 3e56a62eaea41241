import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LEAST_LESSON, ownSpeechOf } from '../../src/lipsync/actor/learnOwnSpeech.js';
import type { OwnSound } from '../../src/lipsync/actor/ownSound.js';
import type { SeenLips } from '../../src/lipsync/actor/seenLips.js';
import { listenTo, type Listened } from '../../src/lipsync/hearSpeech.js';
import { loadModels, type LoadedModels } from '../../src/lipsync/loadedModels.js';
import { learnOwnWay } from '../../src/motion/learnOwnWay.js';
import { clipsOf, type Clip } from '../clipSets.js';
import { ROOT } from '../root.js';
import type { Workbench } from '../workbench.js';
import {
  filmedSpeech,
  joined,
  lipsIn,
  said,
  sureOffset,
  type FilmedSpeech,
  type Said,
} from './filmedSpeech.js';
import { addedUp, restOf, type Rest } from './rest.js';
import { agreement, tried, type Trial } from './trial.js';

/** What the study of one whole clip finds. */
export interface Whole {
  readonly clip: string;
  readonly seconds: number;
  readonly offset: number | null;
  readonly verdict: string;
  readonly gain: number | null;
  /** Where a way is used: mean r of these lips with what other clips' sounds make, general and own. */
  readonly mismatched?: readonly [number, number];
  /** And how recordings rest and close, general and own. */
  readonly rest?: readonly [Rest, Rest];
}

export interface OwnWayResult {
  readonly wholes: readonly Whole[];
  readonly parts: readonly Trial[];
  readonly people: readonly Trial[];
  /** Lessons of these people's lips with another's sounds, and in how many a way seemed to help. */
  readonly swapped: { readonly lessons: number; readonly helps: number };
  /** Clips held against the sounds of others: how many pairs, and in how many of these a way was found. */
  readonly dubbed: { readonly pairs: number; readonly used: number; readonly sure: number };
}

export interface OwnWayRequest {
  readonly clips: readonly Clip[];
  /** Folder with anchors/, grid/ and audio/. */
  readonly folder: string;
  readonly recordings: readonly string[];
  readonly say: (line: string) => void;
}

/** The person's own way of speaking: learnt from some of a person's speech and tried on the rest. */
export async function benchOwnWay(bench: Workbench, request: OwnWayRequest): Promise<OwnWayResult> {
  const { clips, folder, recordings, say } = request;
  const models = await loadModels(bench.modelStore('product'), join(ROOT, 'models'));
  const films = new Map<string, FilmedSpeech>();
  for (const { name, path } of clips) {
    const film = await filmedSpeech(bench, models, path);
    say(`${name}${film === null ? ': no sound or no face' : ''}`);
    if (film) films.set(name, film);
  }
  const heard: Listened[] = [];
  for (const path of recordings) {
    heard.push(await listenTo(bench.tools, models, path, { signal: bench.signal }));
  }
  const wholes = [...films].map(([clip, film]): Whole => {
    const lips = lipsIn(film, 0, Infinity);
    const { offset, verdict, gain, way } = ownSpeechOf(models, film.sound, lips);
    const told = { clip, seconds: lips.seconds, verdict, gain };
    const seconds = offset?.sure === true ? offset.seconds : null;
    if (way === null) return { ...told, offset: seconds };
    const others = [...films].filter(([name]) => name !== clip).map(([, other]) => other);
    const wrong = others.map((other) => dubbedWith(film, other));
    const mean = (values: number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
    return {
      ...{ ...told, offset: seconds },
      mismatched: [
        mean(wrong.map((one) => agreement(models.basis, one))),
        mean(wrong.map((one) => agreement(models.basis, one, way))),
      ],
      rest: [
        addedUp(heard.map((speech) => restOf(models.basis, speech))),
        addedUp(heard.map((speech) => restOf(models.basis, speech, way))),
      ],
    };
  });
  return {
    wholes,
    parts: [...films].flatMap(([who, film]) => partsOf(models, who, film)),
    ...(await people(bench, models, folder, say)),
    dubbed: dubbing(models, [...films.values()]),
  };
}

/** What is said elsewhere, at the pace of these frames. */
function soundOf(other: FilmedSpeech, rate: number): OwnSound {
  const { sound } = other;
  return { ...sound, placeOf: (frame) => sound.placeOf((frame / rate) * other.rate) };
}

/** A clip's lips as far as there is sound of another. */
function lipsBeside(film: FilmedSpeech, other: FilmedSpeech): SeenLips {
  return lipsIn(film, 0, Math.floor((other.aperture.length / other.rate) * film.rate));
}

function dubbedWith(film: FilmedSpeech, other: FilmedSpeech): Said {
  const { expected } = other;
  const dubbed = { ...film, expected, sound: soundOf(other, film.rate) };
  return said(dubbed, lipsBeside(film, other), 0);
}

function dubbing({ basis }: LoadedModels, films: readonly FilmedSpeech[]): OwnWayResult['dubbed'] {
  const found = films.flatMap((film) =>
    films
      .filter((other) => other !== film)
      .map((other) => ownSpeechOf({ basis }, soundOf(other, film.rate), lipsBeside(film, other))),
  );
  return {
    pairs: found.length,
    used: found.filter(({ way }) => way !== null).length,
    sure: found.filter(({ offset }) => offset?.sure === true).length,
  };
}

/** Halves both ways, and of longer clips each third learnt from the other two. */
function partsOf({ basis }: LoadedModels, who: string, film: FilmedSpeech): Trial[] {
  const { length } = film.aperture;
  const cut = (from: number, to: number) =>
    lipsIn(film, Math.floor(from * length), Math.floor(to * length));
  const trial = (part: string, from: Said | null, to: Said | null): Trial[] => {
    const found = from && to && tried(basis, { who, part, rate: film.rate }, from, to);
    return found ? [found] : [];
  };
  const learn = (
    part: string,
    lessons: readonly (readonly [number, number])[],
    exam: readonly [number, number],
  ): Trial[] => {
    const lips = lipsIn(film, 0, Infinity);
    const offset = sureOffset(film, lessons.length === 1 ? cut(...lessons[0]) : lips);
    if (offset === null) return [];
    const from = lessons.map(([a, b]) => said(film, cut(a, b), offset));
    return trial(part, joined(from), said(film, cut(...exam), offset));
  };
  const halves = [
    ...learn('first half', [[0, 0.5]], [0.5, 1]),
    ...learn('second half', [[0.5, 1]], [0, 0.5]),
  ];
  if (length < 10 * film.rate) return halves;
  const third = 1 / 3;
  return [
    ...halves,
    ...learn('last two thirds', [[third, 1]], [0, third]),
    ...learn(
      'outer two thirds',
      [
        [0, third],
        [2 * third, 1],
      ],
      [third, 2 * third],
    ),
    ...learn('first two thirds', [[0, 2 * third]], [2 * third, 1]),
  ];
}

/** Lessons put together of the short clips of people whom training never saw: every other clip. */
async function people(
  bench: Workbench,
  models: LoadedModels,
  folder: string,
  say: (line: string) => void,
): Promise<Pick<OwnWayResult, 'people' | 'swapped'>> {
  const list = readFileSync(join(ROOT, 'training', 'motion', 'people.json'), 'utf8');
  const identities = JSON.parse(list) as Record<string, string>;
  const byPerson = new Map<string, FilmedSpeech[]>();
  for (const { path, name } of clipsOf('anchors', folder)) {
    const film = await filmedSpeech(bench, models, path);
    const person = identities[`anchors/${name}.mp4`] ?? name;
    if (film) byPerson.set(person, [...(byPerson.get(person) ?? []), film]);
  }
  say(`${byPerson.size} people of anchors`);
  return {
    people: [...byPerson].flatMap(halvesOfPerson(models)),
    swapped: swapped([...byPerson.values()]),
  };
}

function halvesOfPerson({ basis }: LoadedModels) {
  return ([who, films]: readonly [string, readonly FilmedSpeech[]]): Trial[] => {
    const parts = films.map((film) => said(film, lipsIn(film, 0, Infinity), 0));
    const spoken = parts.filter(({ lesson }) => lesson.times.length > 0);
    const [even, odd] = [0, 1].map((rest) => spoken.filter((_, i) => i % 2 === rest));
    if (even.length < 5 || odd.length < 5) return [];
    const { rate } = films[0];
    const trial = (part: string, from: readonly Said[], to: readonly Said[]) =>
      tried(basis, { who, part, rate }, joined(from), joined(to)) ?? [];
    return [trial('even clips', even, odd), trial('odd clips', odd, even)].flat();
  };
}

/** Each person's clips with those of each other person, one by one, as they would be dubbed. */
function swapped(people: readonly (readonly FilmedSpeech[])[]): OwnWayResult['swapped'] {
  let [lessons, helps] = [0, 0];
  for (const lips of people) {
    for (const sounds of people) {
      if (sounds === lips) continue;
      const pairs = Math.min(lips.length, sounds.length);
      const parts = Array.from({ length: pairs }, (_, i) => dubbedWith(lips[i], sounds[i]));
      const spoken = parts.filter(({ lesson }) => lesson.times.length > 0);
      const seconds =
        spoken.reduce((sum, { lesson }) => sum + lesson.times.length, 0) / lips[0].rate;
      if (seconds < LEAST_LESSON) continue;
      const { motion, lesson } = joined(spoken);
      lessons += 1;
      if (learnOwnWay(motion, lesson) !== null) helps += 1;
    }
  }
  return { lessons, helps };
}
