import { resolve } from 'node:path';
import { HeygemError, toFailure } from '../../core/errors.js';
import { voiceListText } from '../../core/strings/voiceListTexts.js';
import { languageName } from '../../core/voice/languageTag.js';
import { sampleSentence } from '../../core/voice/sampleSentences.js';
import type { KnownVoices } from '../../core/voice/speaking.js';
import { VOICE_KINDS, type Voice } from '../../core/voice/voice.js';
import type { CliContext } from '../context.js';
import { EXIT, type ExitCode } from '../exitCodes.js';
import { failureJson, failureLines } from '../failureLines.js';
import { emitJson, type CliOutput } from '../output.js';

export interface VoicesOptions {
  /** BCP 47, or its beginning. */
  readonly language?: string;
}

export interface SampleOptions {
  readonly output: string;
  readonly text?: string;
  readonly speed?: number;
  readonly force?: boolean;
}

/** Says which voices scripts may be spoken with, and why some that were named are missing. */
export async function voicesCommand(
  { engine, output }: CliContext,
  { language }: VoicesOptions,
): Promise<ExitCode> {
  const { voices, problems = [] } = await engine.scripts.voices();
  const listed = voices.filter((voice) => speaks(voice, language));
  const exitCode = problems.length === 0 ? EXIT.done : EXIT.failed;
  if (output.json) {
    const { locale } = output;
    emitJson(output, {
      event: 'voices',
      voices: listed.map((voice) => ({ ...voice, sample: sampleSentence(voice.language) })),
      problems: problems.map((problem) => failureJson(problem, locale)),
      exitCode,
    });
    return exitCode;
  }
  for (const line of voiceLines(listed, output)) output.out(line);
  for (const problem of problems) {
    const detail = problem.detail === undefined ? '' : `\n  (${problem.detail})`;
    output.err(`${failureLines(problem, output.locale)}${detail}\n`);
  }
  return exitCode;
}

/** Has a voice say a sentence. Rejects with `voice-missing`, `voice-failed`, `output-exists` and the like. */
export async function voiceSampleCommand(
  { engine, output, signal }: CliContext,
  voice: string,
  options: SampleOptions,
): Promise<ExitCode> {
  const target = resolve(options.output);
  const { voices, problems = [] } = await engine.scripts.voices();
  const text = options.text ?? sampleSentence(voiceOf(voice, { voices, problems }).language);
  const { speed = 1, force = false } = options;
  const watch = { signal, onProgress: () => undefined };
  const sample = { voice, text, speed, target, force };
  const spoken = await engine.scripts.sample(sample, watch).catch((error: unknown) => {
    const { code, detail } = toFailure(error);
    // Who tries a voice wants to know what its program said.
    if (code === 'voice-failed' && detail !== undefined && !output.json) output.err(`${detail}\n`);
    throw error;
  });
  const { seconds, sampleRate } = spoken;
  if (output.json) {
    emitJson(output, { event: 'sample', path: target, voice, text, seconds, sampleRate });
  } else {
    const told = { path: target, text, seconds: seconds.toFixed(1) };
    output.out(voiceListText(output.locale, 'sample-made', told));
  }
  return EXIT.done;
}

/** What keeps the very voice that is asked for from being there is told, not that it is missing. */
function voiceOf(
  id: string,
  { voices, problems = [] }: Pick<KnownVoices, 'voices' | 'problems'>,
): Voice {
  const voice = voices.find((each) => each.id === id);
  if (voice !== undefined) return voice;
  const known = problems.find(({ params }) => params['voice'] === id);
  throw new HeygemError('voice-missing', { voice: id }, known && toFailure(known).detail);
}

function speaks({ language }: Voice, wanted: string | undefined): boolean {
  if (wanted === undefined) return true;
  const [own, asked] = [language.toLowerCase(), wanted.toLowerCase().replaceAll('_', '-')];
  return own === asked || own.startsWith(`${asked}-`);
}

/** By kind, each with its id, by which a project names it, and its language. */
function voiceLines(voices: readonly Voice[], { locale }: CliOutput): string[] {
  if (voices.length === 0) return [voiceListText(locale, 'none-found')];
  const width = Math.min(40, Math.max(...voices.map(({ id }) => id.length)));
  const groups = VOICE_KINDS.flatMap((kind) => {
    const ofKind = voices.filter((voice) => voice.kind === kind);
    if (ofKind.length === 0) return [];
    const lines = ofKind.map((voice) => {
      const { id, language } = voice;
      const spoken =
        language === ''
          ? voiceListText(locale, 'unknown-language')
          : `${languageName(language, locale)} (${language})`;
      return `  ${id.padEnd(width)}  ${spoken}`;
    });
    return [voiceListText(locale, kind), ...lines];
  });
  return [...groups, voiceListText(locale, 'how-to-hear', { id: voices[0].id })];
}
