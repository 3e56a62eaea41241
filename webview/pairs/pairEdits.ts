import type { ProjectEdit } from '../../src/core/project/projectEdit.js';
import type { Answer, Intent } from '../../src/protocol/editor.js';
import { PageEvent } from '../page/pageEvents.js';
import type { Session } from '../page/session.js';

export interface Cell {
  readonly video: string;
  readonly audio: string;
}

export interface LeavingOut {
  readonly session: Session;
  /** Whether the project pairs every video with every audio. */
  readonly matrix: boolean;
  /** What to call the pair if it is only one. */
  readonly name: string;
  /** What the news bubble up from. */
  readonly from: EventTarget;
}

/**
 * Takes pairs out of the project, from the list and from the matrix if there is one, as one undo step;
 * then says so, with a way back.
 */
export async function leaveOut(
  cells: readonly Cell[],
  { session, matrix, name, from }: LeavingOut,
): Promise<void> {
  const edits = cells.flatMap(({ video, audio }): ProjectEdit[] => [
    { kind: 'remove-pair', video, audio },
    ...(matrix ? [{ kind: 'exclude-cell', video, audio } as const] : []),
  ]);
  if (edits.length === 0) return;
  const { say } = session;
  const answer = await session.ask({ kind: 'edits', edits });
  if (answer.kind !== 'ok') return;
  const gone = cells.map(({ video, audio }) => `${video}+${audio}`);
  const count = cells.length;
  const sentence =
    count === 1 ? say('went-out-one', { pair: name }) : say('went-out-many', { count });
  const news = { code: 'left-out', sentence, hint: say('went-out-hint') };
  from.dispatchEvent(new PageEvent({ kind: 'news', news, gone }));
}

/** Takes pairs in, as one undo step. */
export async function takeIn(
  cells: readonly Cell[],
  matrix: boolean,
  ask: (intent: Intent) => Promise<Answer>,
): Promise<void> {
  const kind = matrix ? 'include-cell' : 'add-pair';
  const edits = cells.map(({ video, audio }) => ({ kind, video, audio }) as const);
  if (edits.length > 0) await ask({ kind: 'edits', edits });
}
