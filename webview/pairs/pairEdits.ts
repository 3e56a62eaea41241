import type { Answer, Intent } from '../../src/protocol/editor.js';

interface Cell {
  readonly video: string;
  readonly audio: string;
}

/** Takes a pair out of the project: from the list, and from the matrix if there is one. */
export async function leaveOut(
  { video, audio }: Cell,
  matrix: boolean,
  ask: (intent: Intent) => Promise<Answer>,
): Promise<void> {
  const answer = await ask({ kind: 'edit', edit: { kind: 'remove-pair', video, audio } });
  if (matrix && answer.kind !== 'refused') {
    await ask({ kind: 'edit', edit: { kind: 'exclude-cell', video, audio } });
  }
}

export async function takeIn(
  { video, audio }: Cell,
  matrix: boolean,
  ask: (intent: Intent) => Promise<Answer>,
): Promise<void> {
  const kind = matrix ? 'include-cell' : 'add-pair';
  await ask({ kind: 'edit', edit: { kind, video, audio } });
}
