import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { stat, writeFile } from 'node:fs/promises';
import { basename, isAbsolute, join } from 'node:path';
import { HeygemError } from '../../core/errors.js';
import { languageTag } from '../../core/voice/languageTag.js';
import type { Voice } from '../../core/voice/voice.js';
import type { VoiceCommand } from '../../core/voice/voiceCommand.js';
import { hashFile } from '../../files/hashFile.js';
import { programsOnPath } from '../../files/programsOnPath.js';
import { Answers } from '../../media/answers.js';
import { speakingMs, type SourceOptions } from './sourceOptions.js';
import { runVoiceProgram } from './voiceProgram.js';
import type { Uttered, Utterance, VoiceSource } from './voiceSource.js';

/** A command whose program was found. */
interface FoundCommand extends VoiceCommand {
  readonly program: string;
}

/** Voices that are commands of the person's, and why some are none. */
export function openCommands(
  commands: readonly VoiceCommand[],
  options: SourceOptions,
): { readonly source: VoiceSource; readonly problems: readonly HeygemError[] } {
  const found: FoundCommand[] = [];
  const problems: HeygemError[] = [];
  for (const command of commands) {
    const program = findProgram(command.command[0], options);
    if (program !== undefined) found.push({ ...command, program });
    else {
      const detail = `no program ${command.command[0]}: it must be an absolute path, or be on the search path`;
      problems.push(new HeygemError('voice-missing', { voice: voiceId(command) }, detail));
    }
  }
  return { source: new CommandVoices(found, options.log), problems };
}

/**
 * An absolute path, or a bare name that the search path leads to. Another relative path would mean another file
 * in each folder that we are started in.
 */
function findProgram(named: string, { env, platform }: SourceOptions): string | undefined {
  if (isAbsolute(named)) return existsSync(named) ? named : undefined;
  if (/[\\/:]/.test(named)) return undefined;
  const name = platform === 'win32' ? named.replace(/\.exe$/i, '') : named;
  return programsOnPath(name, env, platform).at(0);
}

function voiceId({ name }: VoiceCommand): string {
  return `command:${name}`;
}

class CommandVoices implements VoiceSource {
  readonly voices: readonly Voice[];
  private readonly hashes = new Answers<string>();
  private readonly byId: ReadonlyMap<string, FoundCommand>;

  constructor(
    commands: readonly FoundCommand[],
    private readonly log: (line: string) => void,
  ) {
    this.byId = new Map(commands.map((command) => [voiceId(command), command]));
    this.voices = commands.map((command) => ({
      id: voiceId(command),
      kind: 'command',
      name: command.name,
      language: languageTag(command.language ?? ''),
    }));
  }

  /** What is run with which arguments, files by their content: the same wherever they lie. */
  async version({ id }: Voice): Promise<string> {
    const { program, command, version = '' } = this.commandOf(id);
    const parts = [await this.partVersion(program), version];
    for (const argument of command.slice(1)) parts.push(await this.partVersion(argument));
    const digest = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
    return `command ${digest.slice(0, 32)}`;
  }

  private async partVersion(part: string): Promise<string> {
    if (!isAbsolute(part)) return part;
    const isFile = await stat(part).then(
      (stats) => stats.isFile(),
      () => false,
    );
    return isFile ? this.hashes.of(part, () => hashFile(part)) : basename(part);
  }

  async utter({ voice, text, speed, folder, signal }: Utterance): Promise<Uttered> {
    const { program, command } = this.commandOf(voice.id);
    const path = join(folder, 'sound.wav');
    const told = command.slice(1);
    const args = told.map((part) =>
      part.replaceAll(/\{(output|speed)\}/g, (_, what) =>
        what === 'output' ? path : String(speed),
      ),
    );
    const sound = await runVoiceProgram({ path: program, log: this.log }, args, {
      voice: voice.name,
      input: `${text}\n`,
      cwd: folder,
      limitMs: speakingMs(text),
      signal,
    });
    if (!told.some((part) => part.includes('{output}'))) await writeFile(path, sound);
    return { path, paced: told.some((part) => part.includes('{speed}')) };
  }

  private commandOf(id: string): FoundCommand {
    const command = this.byId.get(id);
    if (command === undefined) throw new HeygemError('voice-missing', { voice: id });
    return command;
  }
}
