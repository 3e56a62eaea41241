import type { SettingScope } from '../../src/core/project/projectEdit.js';
import type { Notice, ProblemSubject } from '../../src/protocol/editorView.js';
import type { ScriptFile } from '../../src/core/scripts/foundScripts.js';
import type { PageState } from './pageState.js';
import type { ScriptDraft } from './scriptDraft.js';

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
  /** The window of a script: of a new one without an id. */
  | { readonly kind: 'script'; readonly audio?: string }
  /** What is typed of a script; undefined: nothing that is not saved. Its key is that of a draft. */
  | { readonly kind: 'draft'; readonly key: string; readonly draft?: ScriptDraft }
  /** Has the person choose files with scripts, or a folder of them. */
  | { readonly kind: 'find-scripts'; readonly what: 'files' | 'folder' }
  /** Has the person choose the text of a recording. */
  | { readonly kind: 'find-transcript'; readonly audio: string }
  /** Files with scripts, to be looked at before they are added; `over`: the recording that they were dropped on. */
  | { readonly kind: 'scripts'; readonly files: readonly ScriptFile[]; readonly over?: string }
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
