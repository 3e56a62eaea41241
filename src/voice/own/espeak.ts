import { basename } from 'node:path';
import { languageTag } from '../../core/voice/languageTag.js';
import { programsOnPath } from '../../files/programsOnPath.js';
import { systemVoiceIds, type SystemVoice, type VoiceSource } from './voiceSource.js';
import { ProgramVoices } from './programVoices.js';
import { runVoiceProgram } from './voiceProgram.js';
import { LISTING_MS, type SourceOptions } from './sourceOptions.js';

/** Words a minute at its own pace. */
const USUAL_RATE = 175;

/**
 * It looks for PulseAudio by whatever it is asked, and leaves folders in the home folder and in /tmp for it. A server
 * of another machine's (`{...}`) is passed over, so none is looked for: it writes files alone.
 */
const NO_SOUND_SERVER = { PULSE_SERVER: '{none}unix:/dev/null' };

/** The lines of `espeak-ng --voices` and `espeak --voices`; others are passed over. */
export function parseEspeakVoices(text: string): SystemVoice[] {
  return text.split(/\r?\n/).flatMap((line) => {
    // Priority, language, age and gender, name without spaces, the voice's file.
    const match = /^\s*\d+\s+(\S+)\s+(?:\S*\/)?([MF-])\s+(\S+)\s+(\S+)/.exec(line);
    if (match === null) return [];
    const [, language, gender, name, handle] = match;
    const known = gender === 'F' ? 'female' : gender === 'M' ? 'male' : undefined;
    return [
      {
        name: name.replaceAll('_', ' ').trim(),
        language: languageTag(language),
        handle,
        ...(known === undefined ? {} : { gender: known }),
      },
    ];
  });
}

/** `eSpeak NG text-to-speech: 1.51  Data at: ...` -> `1.51`. */
export function parseEspeakVersion(text: string): string | undefined {
  return /^\s*eSpeak.*?text-to-speech:\s*(\S+)/im.exec(text)?.[1];
}

/** eSpeak NG, else eSpeak, by the search path; undefined where there is none that works. */
export async function openEspeak(options: SourceOptions): Promise<VoiceSource | undefined> {
  const { env, platform, log, home, signal } = options;
  const paths = ['espeak-ng', 'espeak'].flatMap((name) => programsOnPath(name, env, platform));
  const asking = { cwd: home, limitMs: LISTING_MS, signal, env: NO_SOUND_SERVER };
  for (const path of paths) {
    const program = { path, log };
    const name = basename(path);
    const ask = (...args: string[]) => runVoiceProgram(program, args, { ...asking, voice: name });
    try {
      const version = parseEspeakVersion(String(await ask('--version')));
      const byId = systemVoiceIds(parseEspeakVoices(String(await ask('--voices'))));
      if (version === undefined || byId.size === 0) continue;
      const release = `${name} ${version}`;
      const speaking = { program, release, byId, argumentsFor: espeakArguments };
      return new ProgramVoices({ ...speaking, env: NO_SOUND_SERVER });
    } catch {
      signal.throwIfAborted();
    }
  }
  return undefined;
}

/** The text comes on stdin: there nothing is taken for an option. `-b 1` says that it is UTF-8. */
export function espeakArguments(handle: string, speed: number, path: string): string[] {
  const rate = String(Math.round(USUAL_RATE * speed));
  return ['-v', handle, '-s', rate, '-b', '1', '-w', path, '--stdin'];
}
