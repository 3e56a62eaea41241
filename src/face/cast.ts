import { step } from './faceFinder.js';
import type { Square } from './patchSampler.js';
import type { LifeMeter } from './lifeMeter.js';
import { likeness, type Look } from './look.js';

/** People who are remembered; a further one takes the place of who was seen least. */
const MOST_PEOPLE = 4;
/** Ways in which one of them looks that are remembered. */
const MOST_LOOKS = 4;
/** A look less like those remembered than this is worth remembering. */
const NEW_LOOK = 0.9;
/** From this likeness on a face is somebody's wherever it is. */
const SAME_LOOK = 0.75;
/** Where somebody was before (in sizes of the face), less will do. */
const SAME_PLACE = 0.3;
const SAME_LOOK_IN_PLACE = 0.5;
/** Likeness that being in somebody's place makes up for, where several faces look like them. */
const PLACE_WORTH = 0.25;

/** A face that may be somebody's. */
export interface Showing {
  readonly square: Square;
  readonly look: Look;
}

/** Somebody who was followed. */
interface Person {
  /** Counted up: nobody else of this video ever has it. */
  readonly id: number;
  looks: Look[];
  square: Square;
  frames: number;
  /** Was seen to move as only a living face does. */
  lives: boolean;
  /** Was watched for a while, and nothing in it moved. */
  still: boolean;
}

/** The cast as numbers and words only. */
export type CastState = readonly (Omit<Person, 'looks'> & {
  readonly looks: readonly number[][];
})[];

/** Remembers who was followed, so that after a cut the same one is. Owns what is known of each. */
export class Cast {
  private people: Person[];

  constructor(state: CastState = []) {
    this.people = state.map((person) => ({
      ...person,
      looks: person.looks.map((look) => Float32Array.from(look)),
    }));
  }

  get state(): CastState {
    return this.people.map(({ looks, ...facts }) => ({
      ...facts,
      looks: looks.map((look) => Array.from(look)),
    }));
  }

  get isEmpty(): boolean {
    return this.people.length === 0;
  }

  /** Whether a living person was followed. */
  get hasLiving(): boolean {
    return this.people.some(({ lives }) => lives);
  }

  /** Whether somebody was seen to move as only a living face does. */
  lives(who: number): boolean {
    return this.people[who].lives;
  }

  /** Who of the known people a face is; undefined where it is nobody's. */
  whoIs({ square, look }: Showing): number | undefined {
    let best: number | undefined;
    let most = -Infinity;
    this.people.forEach((person, index) => {
      const alike = Math.max(...person.looks.map((known) => likeness(known, look)));
      const inPlace = step(person.square, square) <= SAME_PLACE;
      if (alike < (inPlace ? SAME_LOOK_IN_PLACE : SAME_LOOK) || alike <= most) return;
      best = index;
      most = alike;
    });
    return best;
  }

  /**
   * Of several faces the one to follow: that of who was followed longest.
   * @returns its index; undefined where none is anybody's, or the one it would be is no living person
   */
  choose(faces: readonly Showing[]): number | undefined {
    const people = faces.map((face) => this.whoIs(face));
    const frames = people.map((who) => {
      if (who === undefined || (this.people[who].still && !this.people[who].lives)) return -1;
      return this.people[who].frames;
    });
    const most = Math.max(...frames);
    if (most < 0) return undefined;
    const rivals = faces.flatMap((_, i) => (frames[i] === most ? [i] : []));
    const who = people[rivals[0]];
    return rivals.sort((a, b) => this.claim(who, faces[b]) - this.claim(who, faces[a]))[0];
  }

  /** What tells a person from all others of this video. */
  idOf(who: number): number {
    return this.people[who].id;
  }

  /** Says that a face is followed from here on. @returns who it is */
  enter(face: Showing): number {
    const known = this.whoIs(face);
    if (known !== undefined) {
      this.people[known].square = face.square;
      return known;
    }
    const id = 1 + Math.max(-1, ...this.people.map((person) => person.id));
    const person = {
      id,
      looks: [face.look],
      square: face.square,
      frames: 0,
      lives: false,
      still: false,
    };
    if (this.people.length < MOST_PEOPLE) return this.people.push(person) - 1;
    const fewest = Math.min(...this.people.map(({ frames }) => frames));
    const place = this.people.findIndex(({ frames }) => frames === fewest);
    this.people[place] = person;
    return place;
  }

  /** Somebody was followed for so many frames more. */
  watch(
    who: number,
    face: Showing | undefined,
    frames: number,
    life: Pick<LifeMeter, 'lives' | 'still'>,
  ): void {
    const person = this.people[who];
    person.frames += frames;
    person.lives ||= life.lives;
    person.still = life.still && !person.lives;
    if (!face) return;
    person.square = face.square;
    const alike = Math.max(...person.looks.map((known) => likeness(known, face.look)));
    if (alike < NEW_LOOK && person.looks.length < MOST_LOOKS) person.looks.push(face.look);
  }

  /** How much a face speaks for being somebody's; their own portrait looks like them, but hangs elsewhere. */
  private claim(who: number | undefined, { look, square }: Showing): number {
    if (who === undefined) return -1;
    const { looks, square: before } = this.people[who];
    const alike = Math.max(...looks.map((known) => likeness(known, look)));
    return alike + (step(before, square) <= SAME_PLACE ? PLACE_WORTH : 0);
  }
}
