/** What every source of voices is opened with. */
export interface SourceOptions {
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
  /** A folder with nothing of anybody else's in it, for programs to be asked in. */
  readonly home: string;
  readonly log: (line: string) => void;
  readonly signal: AbortSignal;
}

/** How long a program may take to say which voices it has. */
export const LISTING_MS = 20_000;

/** How long a program may take over a text: many times what it takes, be it a large model that is loaded first. */
export function speakingMs(text: string): number {
  return 120_000 + 100 * text.length;
}
