import type { ProjectEdit } from '../../src/core/project/projectEdit.js';
import type { Answer, Intent } from '../../src/protocol/editor.js';

interface Cell {
  readonly video: string;
  readonly audio: string;
}

/** Takes pairs out of the project, from the list and from the matrix if there is one: one undo step. */
export async function leaveOut(
  cells: readonly Cell[],
  matrix: boolean,
  ask: (intent: Intent) => Promise<Answer>,
): Promise<void> {
  const edits = cells.flatMap(({ video, audio }): ProjectEdit[] => [
    { kind: 'remove-pair', video, audio },
    ...(matrix ? [{ kind: 'exclude-cell', video, audio } as const] : []),
  ]);
  if (edits.length > 0) await ask({ kind: 'edits', edits });
}

export async function takeIn(
  { video, audio }: Cell,
  matrix: boolean,
  ask: (intent: Intent) => Promise<Answer>,
): Promise<void> {
  const kind = matrix ? 'include-cell' : 'add-pair';
  await ask({ kind: 'edit', edit: { kind, video, audio } });
}
