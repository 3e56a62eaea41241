/** Lets one of many be on at a time: whoever begins ends what was. Owns who that is. */
export class OneAtATime {
  private end: (() => void) | undefined;

  /** @param end stops what begins now; called at most once, when another begins */
  begin(end: () => void): void {
    const before = this.end;
    this.end = end;
    if (before !== end) before?.();
  }

  /** What was begun is over by itself. */
  over(end: () => void): void {
    if (this.end === end) this.end = undefined;
  }
}

/** Whatever plays in the page. */
export const playing = new OneAtATime();

/** Which source has its player open. */
export const openPlayer = new OneAtATime();
