import { join, parse } from 'node:path';

export interface OutputPaths {
  readonly report: string;
  /** Encoded picture without sound. */
  readonly picture: string;
  /** The whole output before it is renamed into place. */
  readonly partial: string;
  readonly reportPartial: string;
}

/** Every file a job writes lies beside its output, so that renames never cross a disk. */
export function outputPaths(output: string): OutputPaths {
  const { dir, name } = parse(output);
  return {
    report: join(dir, `${name}.report.json`),
    picture: join(dir, `${name}.picture.partial.mp4`),
    partial: join(dir, `${name}.partial.mp4`),
    reportPartial: join(dir, `${name}.report.partial.json`),
  };
}
