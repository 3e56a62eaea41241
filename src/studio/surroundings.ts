import type { ExecutionProvider } from '../core/model.js';
import type { Locale } from '../core/strings/locale.js';
import type { Engine } from '../engine/engine.js';
import type { Addresses } from './addresses.js';
import type { FoundProject } from './projectFolder.js';
import type { StudioUploads } from './uploads.js';

/** What every open project of the studio is given. */
export interface Surroundings {
  readonly engine: () => Engine;
  readonly cacheRoot: string;
  /** The one of now. */
  readonly provider: () => ExecutionProvider;
  readonly addresses: Addresses;
  readonly uploads: StudioUploads;
  /** The studio's own, absolute. */
  readonly folder: string;
  /** Makes a sample project in it. */
  readonly sample: (locale: Locale) => Promise<FoundProject>;
  /** Of whoever says nothing of a language. */
  readonly locale: Locale;
  /** What is being made, so that it goes on when the server was killed. */
  readonly remember: (path: string, pairs: readonly string[]) => void;
  readonly log: (line: string) => void;
}
