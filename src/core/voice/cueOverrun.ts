/** A subtitle whose text could not be spoken in its time, however fast. */
export interface CueOverrun {
  /** Which one, counted from 1 by their times. */
  readonly cue: number;
  /** Seconds at which it was to begin. */
  readonly from: number;
  /** Seconds by which it ends after the next one's beginning, or the last one after its own end. */
  readonly over: number;
}
