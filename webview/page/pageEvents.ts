import type { SettingScope } from '../../src/core/project/projectEdit.js';
import type { Notice, ProblemSubject } from '../../src/protocol/editorView.js';
import type { PageState } from './pageState.js';

/** What a result is shown beside. */
export type Against = 'source' | 'previous';

/** What a person asks of the page itself rather than of the host. */
export type PageRequest =
  | {
      readonly kind: 'preview';
      readonly pair: string;
      readonly against?: Against;
      /** Which earlier result; 1, the one before, unless told. */
      readonly number?: number;
      /** Plays at once, as far as the window lets it. */
      readonly play?: true;
    }
  /** Some seconds of it, to be looked at. */
  | { readonly kind: 'try'; readonly pair: string }
  | { readonly kind: 'settings'; readonly scope: SettingScope }
  | { readonly kind: 'face'; readonly video: string }
  | { readonly kind: 'consent'; readonly video: string }
  /** Leads to where a source or a pair is seen. */
  | { readonly kind: 'show'; readonly subject: ProblemSubject }
  | { readonly kind: 'select'; readonly pairs: readonly string[]; readonly on: boolean }
  /** Something that was done here, is worth a sentence and can be undone; `gone`: the pairs that it took out. */
  | { readonly kind: 'news'; readonly news: Notice; readonly gone: readonly string[] }
  /** Brings the pairs that failed into sight. */
  | { readonly kind: 'show-failed' }
  | { readonly kind: 'remember'; readonly state: Partial<PageState> };

/** Bubbles up to the app, through every shadow root. */
export class PageEvent extends Event {
  static readonly type = 'page-request';

  constructor(readonly request: PageRequest) {
    super(PageEvent.type, { bubbles: true, composed: true });
  }
}
