import type { Locale } from '../core/strings/locale.js';
import { sayIn } from '../core/strings/ui.js';
import type { Answer } from '../protocol/editor.js';
import { tell } from './messages.js';

/** Says that nothing is left to make, and lets the person have it made all the same. */
export async function offerAgain(
  { notice, again }: Extract<Answer, { kind: 'news' }>,
  locale: Locale,
  makeAgain: () => unknown,
): Promise<void> {
  const label = sayIn(locale)('make-again');
  const pressed = await tell(`${notice.sentence} ${notice.hint}`, ...(again ? [label] : []));
  if (pressed === label) await makeAgain();
}
