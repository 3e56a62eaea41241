import type { Failure } from '../core/errors.js';
import type { Locale } from '../core/strings/locale.js';
import { failureJson, failureLines } from './failureLines.js';
import { emitJson, processOutput } from './output.js';
import { terminalLocale } from './terminalLocale.js';

/** Says what ended a command, in the way and the language that were asked for. */
export function tell(failure: Failure, asked: { readonly lang?: Locale; readonly json?: boolean }) {
  const locale = asked.lang ?? terminalLocale(process.env);
  const output = processOutput(locale, asked.json === true);
  if (output.json) emitJson(output, { event: 'error', ...failureJson(failure, locale) });
  else output.err(`${failureLines(failure, locale)}\n`);
}
