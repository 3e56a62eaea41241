/** What a worker draws with. Workers whose kit is the same can make segments of one output together. */
export interface Kit {
  /** Hash of all that is the same for every output of this worker, down to the encoder's version. */
  readonly id: string;
  readonly engine: string;
  readonly ffmpeg: string;
  /** Execution provider of the networks. */
  readonly provider: string;
}
