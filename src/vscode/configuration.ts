import * as vscode from 'vscode';
import { withFleetVariables, type FleetWords } from '../core/fleet/fleetWish.js';
import { DEFAULT_KEPT, keptResults } from '../core/keptResults.js';
import { EXECUTION_PROVIDERS, type ExecutionProvider } from '../core/model.js';
import { ENCODER_PRESETS, type EncoderPreset } from '../core/settings.js';
import { readCommands, type VoiceWishes } from '../core/voice/voiceCommand.js';
import type { Parallel } from '../engine/parallelism.js';

/** Whether projects are told where files that they name went. */
const FOLLOW_RENAMES = ['ask', 'always', 'never'] as const;
export type FollowRenames = (typeof FOLLOW_RENAMES)[number];

const SECTION = 'heygem';
const GIGABYTE = 2 ** 30;

/** The user's settings, as VS Code has them now. What is of a wrong type counts as not set. */
export const configuration = {
  ffmpeg(): string | undefined {
    const path = read('ffmpeg.path');
    return typeof path === 'string' && path.trim() !== '' ? path.trim() : undefined;
  },

  provider(): ExecutionProvider {
    const provider = read('provider');
    return EXECUTION_PROVIDERS.find((known) => known === provider) ?? 'auto';
  },

  cacheBytes(): number | undefined {
    const size = read('cache.maxSize');
    return typeof size === 'number' && size > 0 ? size * GIGABYTE : undefined;
  },

  parallel(): Parallel {
    const count = read('parallel');
    return typeof count === 'number' && Number.isInteger(count) && count >= 1 ? count : 'auto';
  },

  keepPrevious(): number {
    return keptResults(read('history.keepPrevious')) ?? DEFAULT_KEPT;
  },

  followRenames(): FollowRenames {
    const wish = read('followRenames');
    return FOLLOW_RENAMES.find((known) => known === wish) ?? 'ask';
  },

  /** In all of the person's windows. */
  async setFollowRenames(wish: FollowRenames): Promise<void> {
    const { Global } = vscode.ConfigurationTarget;
    await vscode.workspace.getConfiguration(SECTION).update('followRenames', wish, Global);
  },

  newProject(): {
    readonly folder: string | undefined;
    readonly preset: EncoderPreset | undefined;
  } {
    const folder = read('newProject.outputFolder');
    const preset = read('newProject.preset');
    return {
      folder: typeof folder === 'string' && folder !== '' ? folder : undefined,
      preset: ENCODER_PRESETS.find((known) => known === preset),
    };
  },

  /** The person's own voices: of this machine's settings alone, which no folder can say. */
  voices(log: (line: string) => void): VoiceWishes {
    const { commands, mistakes } = readCommands(read('voices.commands') ?? []);
    for (const mistake of mistakes) log(`heygem.voices.commands: ${mistake}`);
    const folders = read('voices.folders');
    const isPath = (path: unknown): path is string => typeof path === 'string' && path !== '';
    return { commands, folders: Array.isArray(folders) ? folders.filter(isPath) : [] };
  },

  /** Where a fleet is: of this machine's settings alone, else of its environment. */
  fleet(): FleetWords {
    const text = (name: string) => {
      const value = read(name);
      return typeof value === 'string' ? value : undefined;
    };
    const words = { queue: text('fleet.queue'), storage: text('fleet.storage') };
    return withFleetVariables(words, process.env);
  },

  /** Whether a change is about what the engine was started with. */
  concernsEngine(event: vscode.ConfigurationChangeEvent): boolean {
    const names = [
      ...['ffmpeg.path', 'cache.maxSize', 'parallel', 'voices.commands', 'voices.folders'],
      ...['fleet.queue', 'fleet.storage'],
    ];
    return names.some((name) => event.affectsConfiguration(`${SECTION}.${name}`));
  },
};

function read(name: string): unknown {
  return vscode.workspace.getConfiguration(SECTION).get<unknown>(name);
}
