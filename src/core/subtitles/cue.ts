/** One text on the screen for a while. */
export interface Cue {
  /** Seconds from the beginning of the sound. */
  readonly from: number;
  readonly to: number;
  /** Plain text, its lines apart by `\n`; never markup. */
  readonly text: string;
}
