import type { LifeMeter } from './lifeMeter.js';

/** Frames in which one face was followed without a break. */
export interface Stretch {
  readonly from: number;
  /** Exclusive. */
  to: number;
  lives: boolean;
  /** It is long enough to tell, and nothing moved in it up to its end. */
  still: boolean;
}

/** Keeps, of each stretch in which a face was followed, whether it lived. */
export class Stretches {
  constructor(private readonly all: Stretch[] = []) {}

  get state(): readonly Stretch[] {
    return this.all;
  }

  begin(frame: number): void {
    this.all.push({ from: frame, to: frame + 1, lives: false, still: false });
  }

  /** The last one goes on up to a frame, seen by a meter of its own. */
  extend(frame: number, life: Pick<LifeMeter, 'lives' | 'still'>): void {
    const last = this.all.at(-1);
    if (!last) return;
    last.to = frame + 1;
    last.lives ||= life.lives;
    last.still = life.still;
  }

  /** Those in which nothing ever moved, where there are others that live: pictures of people. */
  get pictures(): readonly Stretch[] {
    if (!this.all.some(({ lives }) => lives)) return [];
    return this.all.filter(({ lives, still }) => still && !lives);
  }
}
