/** What a path leads to, symlinks followed. */
export interface FileStat {
  readonly kind: 'file' | 'missing' | 'other';
  /** Bytes; 0 unless `kind` is `file`. */
  readonly size: number;
}

/** What the plan has to know of the disk, so that planning itself touches none. Paths are absolute. */
export interface FileFacts {
  /**
   * Lower-case hex sha256 of a file's content. Rejects with `HeygemError` `input-missing` when the
   * file is gone, anything else when it cannot be read.
   */
  hash(path: string): Promise<string>;
  /** Never rejects: what cannot be looked at is `other`, what is not there is `missing`. */
  stat(path: string): Promise<FileStat>;
  /**
   * The path with every symlink in its existing part resolved; a tail that does not exist yet is
   * kept as given, so that an output's folder can be judged before it is made.
   */
  realpath(path: string): Promise<string>;
}
