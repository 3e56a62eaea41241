import { firstLocale, LOCALES, type Locale } from '../../src/core/strings/locale.js';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const THEME_KEY = 'heygem-theme';
const LOCALE_KEY = 'heygem-language';

/** What this browser shows the studio in: what was chosen in it, else the first of its own that we speak. */
export function savedLocale(): Locale {
  const saved = read(LOCALE_KEY);
  return LOCALES.find((locale) => locale === saved) ?? firstLocale(navigator.languages) ?? 'en';
}

export function saveLocale(locale: Locale): void {
  write(LOCALE_KEY, locale);
}

/** What a browser remembers of how the studio is to look in it. The storage may be closed to us. */
export function savedTheme(): Theme {
  const saved = read(THEME_KEY);
  return THEMES.find((theme) => theme === saved) ?? 'system';
}

/** Shows a theme, and remembers it. */
export function useTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
  write(THEME_KEY, theme);
  tellControls();
}

const DARK = matchMedia('(prefers-color-scheme: dark)');
DARK.addEventListener('change', tellControls);

/** The toolkit's controls take the colours anew when the body's class changes, as VS Code changes it. */
function tellControls(): void {
  const theme = savedTheme();
  const dark = theme === 'dark' || (theme === 'system' && DARK.matches);
  document.body.className = dark ? 'vscode-dark' : 'vscode-light';
}

export function read(key: string): string | undefined {
  try {
    return localStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

export function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // It is asked for again next time.
  }
}
