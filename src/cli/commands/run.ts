import { basename, relative, resolve } from 'node:path';
import { HeygemError } from '../../core/errors.js';
import type { FaceChoice } from '../../core/faceTrack.js';
import type { JobId } from '../../core/ids.js';
import { lipModelSetting } from '../../core/lipModel.js';
import type { ExecutionProvider } from '../../core/model.js';
import { hasOutputExtension, OUTPUT_EXTENSION } from '../../core/outputFiles.js';
import { DEFAULT_SETTINGS, type Settings } from '../../core/settings.js';
import type { CliContext } from '../context.js';
import { EXIT, exitCodeOf, type ExitCode } from '../exitCodes.js';
import { emitJson } from '../output.js';
import { partsFrom, type PartOptions } from '../parts.js';
import { reporterFor } from '../reporterFor.js';
import { reporting } from '../reporting.js';
import { SpeakProgress } from '../speakProgress.js';
import { text } from '../texts.js';
import { wordsFrom, type WordsOptions } from '../words.js';

export interface RunOptions extends Partial<Settings>, PartOptions, WordsOptions {
  readonly video: string;
  readonly audio?: string;
  readonly output: string;
  readonly provider: ExecutionProvider;
  readonly face?: FaceChoice;
  readonly audioTrack?: number;
  /** Seconds. */
  readonly offset?: number;
  readonly transcript?: string;
  readonly force?: boolean;
}

export async function runCommand(context: CliContext, options: RunOptions): Promise<ExitCode> {
  const { output, engine, signal } = context;
  const target = resolve(options.output);
  const { locale } = output;
  if (!hasOutputExtension(target)) {
    const message = text(locale, 'output-no-mp4', { path: options.output });
    throw new HeygemError('usage', { message });
  }
  if (basename(target).length === OUTPUT_EXTENSION.length) {
    const message = text(locale, 'output-no-name', { path: options.output });
    throw new HeygemError('usage', { message });
  }
  const names = new Map([['single' as JobId, shown(target)]]);
  const audio = await audioOf(context, options);
  const { watch, close } = reporting(reporterFor(output, names), signal);
  const result = await engine.runSingle(
    {
      video: resolve(options.video),
      audio,
      output: target,
      settings: await withModel(engine, settingsOf(options), options),
      provider: options.provider,
      ...(options.face && { face: options.face }),
      ...(options.audioTrack !== undefined && { audioTrack: options.audioTrack }),
      ...partsFrom(options),
      ...(options.transcript !== undefined && { transcript: resolve(options.transcript) }),
      ...(options.offset !== undefined && { speechOffset: options.offset }),
    },
    options.force === true,
    watch,
  );
  close();
  const exitCode =
    result.kind === 'failed' ? exitCodeOf(result.failure.code) : OUTCOME[result.kind];
  if (output.json) emitJson(output, { event: 'end', exitCode, log: engine.log.path });
  else if (engine.log.written)
    output.err(`${text(output.locale, 'log-at', { path: engine.log.path })}\n`);
  return exitCode;
}

/** A recording, or one that is spoken now. */
async function audioOf(context: CliContext, options: RunOptions): Promise<string> {
  const { output, engine, signal } = context;
  const words = await wordsFrom(options, output.locale);
  if (words && options.audio !== undefined) {
    throw new HeygemError('usage', { message: text(output.locale, 'audio-or-words') });
  }
  if (options.audio !== undefined) return resolve(options.audio);
  if (!words) throw new HeygemError('usage', { message: text(output.locale, 'nothing-to-say') });
  const progress = new SpeakProgress(output);
  try {
    const { path } = await engine.scripts.listen(words, { signal, onProgress: progress.show });
    return path;
  } finally {
    progress.clear();
  }
}

const OUTCOME = { done: EXIT.done, skipped: EXIT.done, cancelled: EXIT.interrupted } as const;

/** A model that is named makes the lips unless it is said that it does not. */
async function withModel(
  { lipModels }: CliContext['engine'],
  settings: Settings,
  { model, backend = 'wav2lip' }: RunOptions,
): Promise<Settings> {
  if (model === undefined) return settings;
  return { ...settings, backend, model: lipModelSetting(await lipModels.named(model)) };
}

/** The defaults with whatever options bear a setting's name. */
function settingsOf(options: Partial<Settings>): Settings {
  const given = Object.entries(options).filter(([name]) => Object.hasOwn(DEFAULT_SETTINGS, name));
  return { ...DEFAULT_SETTINGS, ...(Object.fromEntries(given) as Partial<Settings>) };
}

/** As a person would type it from here. */
function shown(path: string): string {
  const here = relative(process.cwd(), path);
  return here.startsWith('..') ? path : here;
}
