/**
 * What tells that a file is unchanged without reading all of it. Times are nanoseconds since 1970, which
 * do not fit a number.
 */
export interface FileStamp {
  /** Bytes. */
  readonly size: number;
  readonly mtimeNs: bigint;
  /** Nobody can set this one back: it tells of an edit in place whose time was restored. */
  readonly ctimeNs: bigint;
  readonly inode: bigint;
  /**
   * 32 hex digits of some of the content. It tells where the file system keeps no ctime of its own, as
   * FAT and some network drives.
   */
  readonly sample: string;
}

/** One line; equal exactly for equal stamps. */
export function stampText({ size, mtimeNs, ctimeNs, inode, sample }: FileStamp): string {
  return [size, mtimeNs, ctimeNs, inode, sample].join(' ');
}

export function sameStamp(a: FileStamp, b: FileStamp): boolean {
  return stampText(a) === stampText(b);
}
