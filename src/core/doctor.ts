import { plainLine } from './strings/plainText.js';

/** One place where ffmpeg was looked for. */
export interface FfmpegCandidate {
  /** `setting`, `environment`, `ffmpeg-static`, `PATH`, `carried`, `installer`. */
  readonly source: string;
  readonly path: string;
  /** Why it was passed over; null for the one that is used. */
  readonly problem: string | null;
}

export interface ProviderTrial {
  readonly name: string;
  readonly works: boolean;
  /** The warm-up's time, or the error's first line. */
  readonly detail: string;
}

export interface ModelCheck {
  readonly name: string;
  /** What is wrong with it; null when its checksum matches. */
  readonly problem: string | null;
}

/** The voices pack; scripts need it, videos of recordings do not. */
export interface VoicesCheck {
  /** Where it is, or should be. */
  readonly folder: string;
  /** How many voices it has. */
  readonly count: number;
  /** What is wrong with it; null when it is whole. */
  readonly problem: string | null;
}

/** What this installation can do on this machine: the answer to `heygem doctor`. */
export interface DoctorReport {
  readonly ffmpeg: {
    readonly path: string | null;
    readonly probePath: string | null;
    readonly version: string | null;
    /** The year of its source; null where it names none. */
    readonly year: number | null;
    /** Whether it is known to be too old for files from strangers. */
    readonly old: boolean;
    /** The first program that this computer does not let start; null where there is none. */
    readonly blocked: string | null;
    readonly tried: readonly FfmpegCandidate[];
  };
  readonly providers: readonly ProviderTrial[];
  /** The provider that `auto` would use. */
  readonly provider: string;
  readonly models: readonly ModelCheck[];
  readonly voices: VoicesCheck;
  /** By part: `heygem`, `node`, `onnxruntime`, ... */
  readonly versions: Readonly<Record<string, string>>;
}

/** Whether videos can be made here. */
export function isHealthy(report: DoctorReport): boolean {
  return (
    report.ffmpeg.path !== null &&
    report.providers.some(({ works }) => works) &&
    report.models.every(({ problem }) => problem === null)
  );
}

const OLD_FFMPEG =
  'old, no longer mended: install a current one (https://ffmpeg.org/download.html)';

/** A report in lines. Technical terms only, so the same in every language. */
export function doctorLines(
  { ffmpeg, providers, provider, models, voices, versions }: DoctorReport,
  places: Readonly<Record<string, string>>,
): readonly string[] {
  const mark = (good: boolean) => (good ? '✓' : '✗');
  return [
    `ffmpeg    ${ffmpeg.path ?? '✗'} ${ffmpeg.version ?? ''}${ffmpeg.year === null ? '' : ` (${ffmpeg.year})`}`,
    ...(ffmpeg.old ? [`  ! ${OLD_FFMPEG}`] : []),
    `ffprobe   ${ffmpeg.probePath ?? '✗'}`,
    ...ffmpeg.tried.map(({ source, path, problem }) => {
      return `  ${mark(problem === null)} ${source}: ${path}${problem === null ? '' : ` (${problem})`}`;
    }),
    `provider  ${provider}`,
    ...providers.map(({ name, works, detail }) => `  ${mark(works)} ${name}: ${detail}`),
    'models',
    ...models.map(({ name, problem }) => `  ${mark(problem === null)} ${name} ${problem ?? ''}`),
    `voices    ${voices.folder}`,
    `  ${mark(voices.problem === null)} ${voices.problem ?? voices.count}`,
    'versions',
    ...Object.entries(versions).map(([part, version]) => `  ${part} ${version}`),
    ...Object.entries(places).map(([place, path]) => `${place.padEnd(9)} ${path}`),
  ].map(plainLine);
}
