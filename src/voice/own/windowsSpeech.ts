import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { languageTag } from '../../core/voice/languageTag.js';
import { powershellPath } from '../../files/windowsPrograms.js';
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

/**
 * Scripts of our own, the same each time and without a double quote, which the command line would need to be
 * told of: whatever differs comes in the environment, the text in a file.
 */
const LIST = [
  "$ErrorActionPreference = 'Stop'",
  '[Console]::OutputEncoding = New-Object System.Text.UTF8Encoding $false',
  'Add-Type -AssemblyName System.Speech',
  '$speaker = New-Object System.Speech.Synthesis.SpeechSynthesizer',
  '$voices = @($speaker.GetInstalledVoices() | Where-Object { $_.Enabled } | ForEach-Object { $i = $_.VoiceInfo; ' +
    "@{ name = $i.Name; language = $i.Culture.Name; gender = [string]$i.Gender; version = [string]$i.AdditionalInfo['Version'] } })",
  '@{ system = [string][Environment]::OSVersion.Version; voices = $voices } | ConvertTo-Json -Depth 4 -Compress',
].join('; ');

/** `Speak` takes plain text: SSML would have to be asked for by another name. */
const SPEAK = [
  "$ErrorActionPreference = 'Stop'",
  'Add-Type -AssemblyName System.Speech',
  '$speaker = New-Object System.Speech.Synthesis.SpeechSynthesizer',
  '$speaker.SelectVoice($env:HEYGEM_VOICE_NAME)',
  '$speaker.Rate = [int]$env:HEYGEM_VOICE_RATE',
  '$speaker.SetOutputToWaveFile($env:HEYGEM_VOICE_OUTPUT)',
  '$speaker.Speak([IO.File]::ReadAllText($env:HEYGEM_VOICE_TEXT, [Text.Encoding]::UTF8))',
  '$speaker.Dispose()',
].join('; ');

/** What `LIST` writes: voices with the versions that count for them. Throws what is no such text. */
export function parseWindowsVoices(text: string): (SystemVoice & { readonly release: string })[] {
  const told = JSON.parse(text.replace(/^\ufeff/, '').trim()) as {
    readonly system?: unknown;
    readonly voices?: unknown;
  };
  // Of a list of one, some versions of PowerShell make that one.
  const voices = Array.isArray(told.voices) ? told.voices : [told.voices];
  return voices.flatMap((each: unknown) => {
    if (typeof each !== 'object' || each === null) return [];
    const { name, language, gender, version } = each as Readonly<Record<string, unknown>>;
    if (typeof name !== 'string' || name === '') return [];
    const known = gender === 'Female' ? 'female' : gender === 'Male' ? 'male' : undefined;
    const voiceVersion = typeof version === 'string' ? version : '';
    return [
      {
        name,
        handle: name,
        language: typeof language === 'string' ? languageTag(language) : '',
        release: `Windows ${String(told.system)} ${voiceVersion}`.trim(),
        ...(known === undefined ? {} : { gender: known }),
      },
    ];
  });
}

/** The voices of Windows that programs may use (SAPI 5); undefined elsewhere, and where there are none. */
export async function openWindowsSpeech(options: SourceOptions): Promise<VoiceSource | undefined> {
  const { platform, env, log, home: cwd, signal } = options;
  if (platform !== 'win32') return undefined;
  const program = { path: powershellPath(env), log };
  const run = { voice: 'Windows', cwd, limitMs: LISTING_MS, signal };
  const voices = parseWindowsVoices(
    String(await runVoiceProgram(program, powershellArguments(LIST), run)),
  );
  const releases = new Map(voices.map(({ handle, release }) => [handle, release]));
  const byId = systemVoiceIds(voices);
  return byId.size === 0 ? undefined : new WindowsSpeech(program, releases, byId);
}

class WindowsSpeech implements VoiceSource {
  readonly voices;

  constructor(
    private readonly program: Program,
    private readonly releases: ReadonlyMap<string, string>,
    private readonly byId: ReadonlyMap<string, SystemVoice>,
  ) {
    this.voices = systemVoices(byId);
  }

  version({ id }: Utterance['voice']): Promise<string> {
    const handle = this.byId.get(id)?.handle ?? '';
    return Promise.resolve(`${this.releases.get(handle) ?? ''} ${handle}`);
  }

  async utter({ voice, text, speed, folder, signal }: Utterance): Promise<Uttered> {
    const handle = this.byId.get(voice.id)?.handle ?? '';
    const order = await speakOrder(handle, text, speed, folder);
    const run = { voice: voice.name, cwd: folder, limitMs: speakingMs(text), signal };
    await runVoiceProgram(this.program, order.args, { ...run, env: order.env });
    return { path: order.path, paced: true };
  }
}

/** Writes the text where the script finds it. */
export async function speakOrder(handle: string, text: string, speed: number, folder: string) {
  const [words, path] = [join(folder, 'text.txt'), join(folder, 'sound.wav')];
  await writeFile(words, text, 'utf8');
  const env = {
    HEYGEM_VOICE_NAME: handle,
    HEYGEM_VOICE_RATE: String(windowsRate(speed)),
    HEYGEM_VOICE_OUTPUT: path,
    HEYGEM_VOICE_TEXT: words,
  };
  return { args: powershellArguments(SPEAK), env, path };
}

/** Its paces go from -10, a third, to 10, three times as fast. */
export function windowsRate(speed: number): number {
  return Math.max(-10, Math.min(10, Math.round((10 * Math.log(speed)) / Math.log(3)))) + 0;
}

function powershellArguments(script: string): string[] {
  return ['-NoLogo', '-NoProfile', '-NonInteractive', '-Command', script];
}
