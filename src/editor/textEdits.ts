import PQueue from 'p-queue';
import { editProject, type TextEdit } from '../core/project/editProject.js';
import type { Problem } from '../core/project/problems.js';
import type { ProjectEdit } from '../core/project/projectEdit.js';
import type { ProjectText } from './shell.js';

export type EditResult =
  | { readonly kind: 'applied' }
  /** The text changed at the same moment. */
  | { readonly kind: 'lost' }
  | { readonly kind: 'refused'; readonly problem: Problem };

/** Turns wishes into changes of one text, one after the other: each sees what the one before did. */
export class TextEdits {
  private readonly queue = new PQueue({ concurrency: 1 });

  constructor(private readonly text: ProjectText) {}

  /** Resolves when every wish so far is in the text. */
  drained(): Promise<void> {
    return this.queue.onIdle();
  }

  /** All or none, as one undo step. `wishes` sees the text as it is when their turn comes. */
  apply(wishes: (text: string) => readonly ProjectEdit[]): Promise<EditResult> {
    return this.queue.add(async () => {
      const before = this.text.read();
      const changed = changesOf(before, wishes(before));
      if (changed.kind === 'refused') return changed;
      if (changed.changes.length === 0) return { kind: 'applied' };
      return { kind: (await this.text.apply(changed.changes)) ? 'applied' : 'lost' };
    });
  }
}

/** What several wishes, each after the one before, change in a text; all or none. */
export function changesOf(
  before: string,
  edits: readonly ProjectEdit[],
):
  | { readonly kind: 'changed'; readonly changes: readonly TextEdit[]; readonly text: string }
  | { readonly kind: 'refused'; readonly problem: Problem } {
  let text = before;
  let exact: readonly TextEdit[] = [];
  for (const edit of edits) {
    const outcome = editProject(text, edit);
    if (outcome.kind === 'refused') return outcome;
    text = outcome.text;
    exact = outcome.edits;
  }
  if (text === before) return { kind: 'changed', changes: [], text };
  const changes = edits.length === 1 ? exact : [difference(before, text)];
  return { kind: 'changed', changes, text };
}

/** The one stretch in which two texts differ. Never cuts a surrogate pair or a line end in two. */
export function difference(before: string, after: string): TextEdit {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let end = 0;
  while (end < most - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  const cuts = (at: number) => /[\ud800-\udbff\r]/.test(before[at - 1] ?? '');
  if (start > 0 && cuts(start)) start--;
  if (end > 0 && cuts(before.length - end)) end--;
  return {
    offset: start,
    length: before.length - end - start,
    content: after.slice(start, after.length - end),
  };
}
