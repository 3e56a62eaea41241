import type { Locale } from '../../src/core/strings/locale.js';
import type { Say } from '../../src/core/strings/ui.js';
import type { Answer, Intent } from '../../src/protocol/editor.js';

/**
 * What every element of the page needs: words, and a way to ask the host. One object as long as
 * locale and trust stay, so that elements given it are not updated for nothing.
 */
export interface Session {
  readonly locale: Locale;
  readonly say: Say;
  /** False: nothing may be changed or run. */
  readonly trusted: boolean;
  /** Files are given as downloads: there is no file manager to show them in. */
  readonly inBrowser: boolean;
  /** Never rejects. A refusal is also shown on the page. */
  readonly ask: (intent: Intent) => Promise<Answer>;
}
