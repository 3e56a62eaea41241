import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ownSpeechOf } from '../../src/lipsync/actor/learnOwnSpeech.js';
import { listenTo, type Listened } from '../../src/lipsync/hearSpeech.js';
import { loadModels, type LoadedModels } from '../../src/lipsync/loadedModels.js';
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
    people: await people(bench, models, folder, say),
    dubbed: dubbing(models, [...films.values()]),
  };
}

/** A clip's lips with the sound of another, as far as both go. */
function dubbedWith(film: FilmedSpeech, other: FilmedSpeech): Said {
  const frames = Math.min(film.aperture.length, other.aperture.length);
  const dubbed = { ...other, aperture: film.aperture, rate: film.rate };
  const { placeOf } = other.sound;
  const sound = {
    ...other.sound,
    placeOf: (frame: number) => placeOf((frame / film.rate) * other.rate),
  };
  return said({ ...dubbed, sound }, lipsIn(film, 0, frames), 0);
}

function dubbing({ basis }: LoadedModels, films: readonly FilmedSpeech[]): OwnWayResult['dubbed'] {
  let [pairs, used, sure] = [0, 0, 0];
  for (const film of films) {
    for (const other of films) {
      if (other === film) continue;
      const { placeOf } = other.sound;
      const sound = {
        ...other.sound,
        placeOf: (frame: number) => placeOf((frame / film.rate) * other.rate),
      };
      const seconds = other.aperture.length / other.rate;
      const found = ownSpeechOf({ basis }, sound, lipsIn(film, 0, Math.floor(seconds * film.rate)));
      pairs += 1;
      if (found.way !== null) used += 1;
      if (found.offset?.sure === true) sure += 1;
    }
  }
  return { pairs, used, sure };
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
): Promise<Trial[]> {
  const list = readFileSync(join(ROOT, 'training', 'motion', 'people.json'), 'utf8');
  const identities = JSON.parse(list) as Record<string, string>;
  const byPerson = new Map<string, FilmedSpeech[]>();
  for (const { path, name } of clipsOf('anchors', folder)) {
    const film = await filmedSpeech(bench, models, path);
    const person = identities[`anchors/${name}.mp4`] ?? name;
    if (film) byPerson.set(person, [...(byPerson.get(person) ?? []), film]);
  }
  say(`${byPerson.size} people of anchors`);
  return [...byPerson].flatMap(([person, films]) => {
    const parts = films.map((film) => said(film, lipsIn(film, 0, Infinity), 0));
    const spoken = parts.filter(({ lesson }) => lesson.times.length > 0);
    const [even, odd] = [0, 1].map((rest) => spoken.filter((_, i) => i % 2 === rest));
    if (even.length < 5 || odd.length < 5) return [];
    const rate = films[0].rate;
    const trial = (part: string, from: readonly Said[], to: readonly Said[]) =>
      tried(models.basis, { who: person, part, rate }, joined(from), joined(to)) ?? [];
    return [trial('even clips', even, odd), trial('odd clips', odd, even)].flat();
  });
}
