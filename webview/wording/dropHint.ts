import type { Session } from '../page/session.js';

/** How files come onto the page, and what VS Code needs for it that a browser does not. */
export function dropHint(
  { say, inBrowser }: Pick<Session, 'say' | 'inBrowser'>,
  key: 'drop-hint' | 'welcome-drop' | 'single-intro',
): string {
  // Between Chinese sentences stands no space.
  const gap = /[。！？]$/.test(say(key)) ? '' : ' ';
  return inBrowser ? say(key) : `${say(key)}${gap}${say('drop-shift')}`;
}
