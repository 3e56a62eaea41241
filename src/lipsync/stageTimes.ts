import type { StageTime } from '../core/report.js';

type Times = Readonly<Record<string, StageTime>>;

/** Adds up how long stages, and parts of stages such as `render.draw`, took. Owns the sums. */
export class StageTimes {
  private readonly times: Record<string, StageTime> = {};

  add(name: string, seconds: number, frames: number): void {
    const before = this.times[name] ?? { seconds: 0, frames: 0 };
    this.times[name] = { seconds: before.seconds + seconds, frames: before.frames + frames };
  }

  addAll(times: Times): void {
    for (const [name, { seconds, frames }] of Object.entries(times))
      this.add(name, seconds, frames);
  }

  /** As they are, to be added up further. */
  get sums(): Times {
    return { ...this.times };
  }

  /** Seconds to the millisecond. */
  get rounded(): Times {
    return Object.fromEntries(
      Object.entries(this.times).map(([name, { seconds, frames }]) => [
        name,
        { seconds: Math.round(seconds * 1000) / 1000, frames },
      ]),
    );
  }
}
