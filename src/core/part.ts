/**
 * Which part of a file is used, in seconds of the file; what lies outside is as if it were not there.
 * Absent: from its beginning, to its end.
 */
export interface Part {
  readonly from?: number;
  readonly to?: number;
}
