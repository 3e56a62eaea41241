import { languageTag } from '../../core/voice/languageTag.js';
import { LISTING_MS, type SourceOptions } from './sourceOptions.js';
import { ProgramVoices } from './programVoices.js';
import { runVoiceProgram } from './voiceProgram.js';
import { systemVoiceIds, type SystemVoice, type VoiceSource } from './voiceSource.js';

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
  if (byId.size === 0) return undefined;
  const program = { path: SAY, log };
  const release = `macOS ${system}`;
  return new ProgramVoices({ program, release, byId, argumentsFor: sayArguments, env: UTF8 });
}

/** The text comes on stdin (`-f -`): there nothing is taken for an option. */
export function sayArguments(handle: string, speed: number, path: string): string[] {
  const rate = speed === 1 ? [] : ['-r', String(Math.round(USUAL_RATE * speed))];
  const format = ['--file-format=WAVE', '--data-format=LEI16@22050'];
  return ['-v', handle, ...rate, '-o', path, ...format, '-f', '-'];
}
