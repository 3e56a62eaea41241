import { resolve } from 'node:path';
import { HeygemError } from '../../core/errors.js';
import type { SpeakResult } from '../../core/voice/speaking.js';
import type { CliContext } from '../context.js';
import { EXIT, type ExitCode } from '../exitCodes.js';
import { emitJson, type CliOutput } from '../output.js';
import { SpeakProgress } from '../speakProgress.js';
import { text } from '../texts.js';
import { wordsFrom, type WordsOptions } from '../words.js';

export interface SpeakOptions extends WordsOptions {
  readonly output: string;
  readonly force?: boolean;
}

/** Speaks a text into a recording, with a record of its words and their times beside it. */
export async function speakCommand(context: CliContext, options: SpeakOptions): Promise<ExitCode> {
  const { output, engine, signal } = context;
  const { locale } = output;
  if (!/[^\\/]\.wav$/i.test(options.output)) {
    const message = text(locale, 'output-no-wav', { path: options.output });
    throw new HeygemError('usage', { message });
  }
  const words = await wordsFrom(options, locale);
  if (!words) throw new HeygemError('usage', { message: text(locale, 'nothing-to-say') });
  const target = resolve(options.output);
  const progress = new SpeakProgress(output);
  const watch = { signal, onProgress: progress.show };
  const spoken = await engine.scripts
    .speakTo(target, words, options.force === true, watch)
    .finally(() => {
      progress.clear();
    });
  tell(output, options.output, spoken);
  if (output.json) emitJson(output, { event: 'end', exitCode: EXIT.done, log: engine.log.path });
  return EXIT.done;
}

function tell(output: CliOutput, path: string, spoken: SpeakResult | undefined): void {
  const { locale, json, out } = output;
  if (json) {
    emitJson(output, { event: 'spoken', path, already: spoken === undefined, ...spoken });
    return;
  }
  if (!spoken) {
    out(text(locale, 'spoken-already', { path }));
    return;
  }
  const { sentences, seconds, loudness } = spoken;
  const told = { sentences, path, seconds: seconds.toFixed(1) };
  const isOne = sentences === 1;
  if (loudness === null) out(text(locale, isOne ? 'spoken-silent-one' : 'spoken-silent', told));
  else {
    const loud = { ...told, loudness: loudness.toFixed(1) };
    out(text(locale, isOne ? 'spoken-one' : 'spoken', loud));
  }
  for (const { cue, from, over } of spoken.overruns ?? []) {
    out(text(locale, 'cue-over', { cue, at: clockTime(from), over: over.toFixed(2) }));
  }
}

/** As subtitles have it: `01:02:03.450`. */
function clockTime(seconds: number): string {
  return new Date(Math.round(seconds * 1000)).toISOString().slice(11, 23);
}
