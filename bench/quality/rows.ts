/** What a row of the table is. `real` and `untouched` bound what the others can reach. */
export const ROWS = {
  ours: 'the clip made to speak its own audio',
  real: 'the real video, encoded as ours is (ceiling)',
  mismatched: "control: ours with another clip's audio, against the real lips",
  late: 'control: ours with its own audio 200 ms late',
  early: 'control: ours with its own audio 200 ms early',
  hushed: 'ours with its own audio silenced in the second half: what the lips do in silence',
  reversed:
    'ours with its own audio on the clip played backwards: nothing of its own movement helps',
  driven: "ours with another clip's audio, against that other clip's lips",
  untouched: "the untouched source against that other clip's lips (floor)",
} as const;
export type Row = keyof typeof ROWS;
export const ROW_NAMES = Object.keys(ROWS) as readonly Row[];
