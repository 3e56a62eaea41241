import type { Engine } from '../engine/engine.js';
import type { FleetWatch } from './fleetFeed.js';
import type { ScriptVoices } from './scriptVoices.js';
import type { EditorShell, ProjectText } from './shell.js';

/** What an editor session is given from outside. */
export interface SessionParts {
  readonly text: ProjectText;
  readonly shell: EditorShell;
  /** The one of now: another after settings changed. */
  readonly engine: () => Engine;
  readonly cacheRoot: string;
  /** What speaks scripts, where it is not what the engine has. */
  readonly voices?: ScriptVoices;
  /** What tells of the machines that make the videos, where it is not what the engine has. */
  readonly fleet?: () => FleetWatch | undefined;
}
