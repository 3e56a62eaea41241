import { join } from 'node:path';
import { languageTag } from '../../core/voice/languageTag.js';
import type { Program } from '../../media/program.js';
import { LISTING_MS, speakingMs, type SourceOptions } from './sourceOptions.js';
import { runVoiceProgram } from './voiceProgram.js';
import {
  systemVoiceIds,
  systemVoices,
  type SystemVoice,
  type Uttered,
  type Utterance,
  type VoiceSource,
} from './voiceSource.js';

const SAY = '/usr/bin/say';
const SW_VERS = '/usr/bin/sw_vers';
/** Words a minute of most of its voices. */
const USUAL_RATE = 175;
/** By which it takes what comes on stdin for UTF-8. */
const UTF8 = { LANG: 'en_US.UTF-8', LC_ALL: 'en_US.UTF-8' };

/** The lines of `say -v '?'`: a name, which may hold spaces, a language, and a sentence after a `#`. */
export function parseSayVoices(text: string): SystemVoice[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const match = /^(\S.*?)\s+([a-z]{2,3}(?:[_-][A-Za-z0-9]+)*)\s+#/.exec(line);
    if (match === null) return [];
    const [, name, language] = match;
    return [{ name, language: languageTag(language), handle: name }];
  });
}

/** The voices of macOS; undefined elsewhere, and where it has none. */
export async function openMacSay(options: SourceOptions): Promise<VoiceSource | undefined> {
  const { platform, log, home: cwd, signal } = options;
  if (platform !== 'darwin') return undefined;
  const ask = (path: string, ...args: string[]) =>
    runVoiceProgram({ path, log }, args, { voice: 'say', cwd, limitMs: LISTING_MS, signal });
  const byId = systemVoiceIds(parseSayVoices(String(await ask(SAY, '-v', '?'))));
  // The voices have no versions of their own: they come with the system.
  const system = String(await ask(SW_VERS, '-productVersion')).trim();
  return byId.size === 0 ? undefined : new MacSay({ path: SAY, log }, `macOS ${system}`, byId);
}

class MacSay implements VoiceSource {
  readonly voices;

  constructor(
    private readonly program: Program,
    private readonly release: string,
    private readonly byId: ReadonlyMap<string, SystemVoice>,
  ) {
    this.voices = systemVoices(byId);
  }

  version({ id }: Utterance['voice']): Promise<string> {
    return Promise.resolve(`${this.release} ${this.byId.get(id)?.handle ?? ''}`);
  }

  async utter({ voice, text, speed, folder, signal }: Utterance): Promise<Uttered> {
    const path = join(folder, 'sound.wav');
    const handle = this.byId.get(voice.id)?.handle ?? '';
    await runVoiceProgram(this.program, sayArguments(handle, speed, path), {
      voice: voice.name,
      input: `${text}\n`,
      cwd: folder,
      limitMs: speakingMs(text),
      signal,
      env: UTF8,
    });
    return { path, paced: true };
  }
}

/** The text comes on stdin (`-f -`): there nothing is taken for an option. */
export function sayArguments(handle: string, speed: number, path: string): string[] {
  const rate = speed === 1 ? [] : ['-r', String(Math.round(USUAL_RATE * speed))];
  const format = ['--file-format=WAVE', '--data-format=LEI16@22050'];
  return ['-v', handle, ...rate, '-o', path, ...format, '-f', '-'];
}
