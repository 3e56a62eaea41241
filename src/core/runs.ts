/** Neighbouring frames that are alike. `to` is exclusive. */
export interface Run {
  readonly from: number;
  readonly to: number;
}

/** In order, the longest stretches of 0..length in which every frame passes. */
export function* runsWhere(length: number, passes: (frame: number) => boolean): Iterable<Run> {
  let from = -1;
  for (let frame = 0; frame <= length; frame++) {
    if (frame < length && passes(frame)) {
      if (from < 0) from = frame;
    } else if (from >= 0) {
      yield { from, to: frame };
      from = -1;
    }
  }
}
