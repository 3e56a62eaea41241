import { delimiter, isAbsolute, resolve } from 'node:path';
import { InvalidArgumentError, type Command } from 'commander';
import { HeygemError } from '../core/errors.js';
import {
  commandFromText,
  readCommands,
  type VoiceCommand,
  type VoiceWishes,
} from '../core/voice/voiceCommand.js';

/** What the command line says of the person's own voices. */
export interface VoiceOptions {
  readonly voiceCommand?: readonly VoiceCommand[];
  readonly voiceFolder?: readonly string[];
}

const COMMANDS_VARIABLE = 'HEYGEM_VOICE_COMMANDS';
const FOLDERS_VARIABLE = 'HEYGEM_VOICE_FOLDERS';

/** Options of commands that may speak; each may be given several times. */
export function withVoices(parent: Command): Command {
  return parent
    .option(
      '--voice-command <name=command>',
      'a voice that is a program: NAME=PROGRAM or NAME=["PROGRAM","ARGUMENT"] (docs/voices.md)',
      voiceCommand,
    )
    .option('--voice-folder <folder>', 'a folder with a Kokoro model and its voices', voiceFolder);
}

function voiceCommand(text: string, before: readonly VoiceCommand[] = []): VoiceCommand[] {
  const command = commandFromText(text);
  if (typeof command !== 'string') return [...before, command];
  throw new InvalidArgumentError(`Of a voice command: ${command}.`);
}

function voiceFolder(text: string, before: readonly string[] = []): string[] {
  if (text.trim() === '') throw new InvalidArgumentError('It must not be empty.');
  return [...before, resolve(text)];
}

/**
 * The person's own voices: those of the command line, then those of the environment, whose commands are JSON and
 * whose folders are absolute paths as a search path has them. A relative one counts as none: it would mean another
 * folder wherever we are started.
 * @throws HeygemError voice-commands-invalid
 */
export function voiceWishes(
  { voiceCommand: told = [], voiceFolder: folders = [] }: VoiceOptions,
  env: NodeJS.ProcessEnv,
): VoiceWishes {
  const known = (env[FOLDERS_VARIABLE] ?? '').split(delimiter).filter((path) => isAbsolute(path));
  const names = new Set(told.map(({ name }) => name));
  const commands = commandsOf(env[COMMANDS_VARIABLE]).filter(({ name }) => !names.has(name));
  return { commands: [...told, ...commands], folders: [...folders, ...known] };
}

function commandsOf(told: string | undefined): readonly VoiceCommand[] {
  if (told === undefined || told.trim() === '') return [];
  const { commands, mistakes } = readCommands(parsed(told));
  if (mistakes.length === 0) return commands;
  throw new HeygemError('voice-commands-invalid', {
    place: COMMANDS_VARIABLE,
    problem: mistakes.join('; '),
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new HeygemError('voice-commands-invalid', {
      place: COMMANDS_VARIABLE,
      problem: error instanceof Error ? error.message : String(error),
    });
  }
}
