import { basename, resolve } from 'node:path';
import { HeygemError } from '../core/errors.js';
import type { Locale } from '../core/strings/locale.js';
import { scriptFormat } from '../core/voice/script.js';
import { USUAL_VOICES } from '../core/voice/usualVoice.js';
import type { Words } from '../engine/saidOnce.js';
import { readScriptFile } from '../engine/scriptFacts.js';
import { text as textOf } from './texts.js';

/** What is to be said, and how, as options say it. */
export interface WordsOptions {
  readonly text?: string;
  readonly textFile?: string;
  readonly voice?: string;
  readonly speed?: number;
  readonly language?: 'en' | 'zh';
}

const LANGUAGES = { en: USUAL_VOICES['en-US'], zh: USUAL_VOICES['zh-CN'] } as const;

/**
 * The words that options name; undefined where they name none. Rejects with `usage`, `input-missing`,
 * `script-unreadable` or `script-too-long`.
 */
export async function wordsFrom(
  { text, textFile, voice, speed, language }: WordsOptions,
  locale: Locale,
): Promise<Words | undefined> {
  const usual = language === undefined ? undefined : LANGUAGES[language];
  const chosen = voice ?? usual;
  const how = {
    ...(chosen !== undefined && { voice: chosen }),
    ...(speed !== undefined && { speed }),
  };
  if (textFile === undefined) {
    return text === undefined ? undefined : { text, name: '--text', ...how };
  }
  if (text !== undefined) throw usage(textOf(locale, 'text-or-file'));
  const format = scriptFormat(textFile);
  if (!format) throw usage(textOf(locale, 'text-file-kind', { path: textFile }));
  const said = await readScriptFile(resolve(textFile));
  return { text: said, format, name: basename(textFile), ...how };
}

function usage(message: string): HeygemError {
  return new HeygemError('usage', { message });
}
