import { join } from 'node:path';
import type { Program } from '../../media/program.js';
import { speakingMs } from './sourceOptions.js';
import { runVoiceProgram } from './voiceProgram.js';
import {
  systemVoices,
  type SystemVoice,
  type Uttered,
  type Utterance,
  type VoiceSource,
} from './voiceSource.js';

/** A system's program that speaks, and what it is told. */
export interface SpeakingProgram {
  readonly program: Program;
  /** The program or the system that its voices come with, and its version. */
  readonly release: string;
  readonly byId: ReadonlyMap<string, SystemVoice>;
  /** Where a voice says what comes on stdin. @param path of the wav to write */
  readonly argumentsFor: (handle: string, speed: number, path: string) => string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** The voices of a program of the system's. */
export class ProgramVoices implements VoiceSource {
  readonly voices;

  constructor(private readonly speaking: SpeakingProgram) {
    this.voices = systemVoices(speaking.byId);
  }

  version({ id }: Utterance['voice']): Promise<string> {
    return Promise.resolve(`${this.speaking.release} ${this.handleOf(id)}`);
  }

  async utter({ voice, text, speed, folder, signal }: Utterance): Promise<Uttered> {
    const { program, argumentsFor, env } = this.speaking;
    const path = join(folder, 'sound.wav');
    await runVoiceProgram(program, argumentsFor(this.handleOf(voice.id), speed, path), {
      voice: voice.name,
      input: `${text}\n`,
      cwd: folder,
      limitMs: speakingMs(text),
      signal,
      ...(env && { env }),
    });
    return { path, paced: true };
  }

  private handleOf(id: string): string {
    return this.speaking.byId.get(id)?.handle ?? '';
  }
}
