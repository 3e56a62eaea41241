import type { SettingScope } from '../../src/core/project/projectEdit.js';
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
    }
  | { readonly kind: 'settings'; readonly scope: SettingScope }
  | { readonly kind: 'face'; readonly video: string }
  | { readonly kind: 'select'; readonly pairs: readonly string[]; readonly on: boolean }
  | { readonly kind: 'remember'; readonly state: Partial<PageState> };

/** Bubbles up to the app, through every shadow root. */
export class PageEvent extends Event {
  static readonly type = 'page-request';

  constructor(readonly request: PageRequest) {
    super(PageEvent.type, { bubbles: true, composed: true });
  }
}
