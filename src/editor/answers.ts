import { toFailure } from '../core/errors.js';
import { describeProblem } from '../core/strings/describe.js';
import { editorNotice, type NoticeCode } from '../core/strings/editorTexts.js';
import type { Answer } from '../protocol/editor.js';
import { failureNotice } from './pairStates.js';
import type { EditorShell } from './shell.js';
import type { EditResult } from './textEdits.js';

export const OK: Answer = { kind: 'ok' };
export type Refusal = Extract<Answer, { kind: 'refused' }>;

export type News = Extract<Answer, { kind: 'news' }>;

/** What became of a wish, in the words of the page. */
export class Answers {
  /** @param folder the project's, absolute: files in it are named relative to it */
  constructor(
    private readonly shell: EditorShell,
    private readonly folder: string,
  ) {}

  refused(code: NoticeCode, params: Readonly<Record<string, string | number>> = {}): Refusal {
    return { kind: 'refused', notice: editorNotice(this.shell.locale, code, params) };
  }

  /** @param again whether it would be done by force */
  news(code: NoticeCode, again: boolean): News {
    return { kind: 'news', notice: editorNotice(this.shell.locale, code), again };
  }

  /** For what was thrown; the log has its details. */
  refusal(error: unknown): Refusal {
    const failure = toFailure(error);
    this.shell.log(`${failure.code} ${failure.detail ?? ''}`);
    return { kind: 'refused', notice: failureNotice(failure, this.shell.locale, this.folder) };
  }

  edited(result: EditResult): Answer {
    switch (result.kind) {
      case 'applied':
        return OK;
      case 'lost':
        return this.refused('edit-lost');
      case 'refused': {
        const { problem } = result;
        const words = describeProblem(problem, this.shell.locale);
        return { kind: 'refused', notice: { code: problem.code, ...words } };
      }
    }
  }
}
