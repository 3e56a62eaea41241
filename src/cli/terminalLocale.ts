import { localeOf, type Locale } from '../core/strings/locale.js';

/** The language a person's terminal is set to, by the POSIX order of variables. */
export function terminalLocale(env: NodeJS.ProcessEnv): Locale {
  const tag = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find(
    (value) => value !== undefined && value !== '',
  );
  return localeOf(tag);
}
