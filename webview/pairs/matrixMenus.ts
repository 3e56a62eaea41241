import type { PairView, SourceView } from '../../src/protocol/editorView.js';
import type { MenuItem } from '../controls/contextMenu.js';
import { PageEvent } from '../page/pageEvents.js';
import type { Session } from '../page/session.js';
import { isBusy, pairName } from '../wording/pairStates.js';
import { pairActions } from './pairActions.js';
import { type Cell, leaveOut, takeIn } from './pairEdits.js';

export interface MatrixMenuParts {
  readonly session: Session;
  /** Whether the project pairs every video with every audio. */
  readonly matrix: boolean;
  readonly sources: readonly [video: SourceView | undefined, audio: SourceView | undefined];
  readonly selected: ReadonlySet<string>;
  /** What the events bubble up from. */
  readonly from: EventTarget;
}

/** A row or a column: the pairs in it, and its cells that are left out. */
export interface Line {
  readonly pairs: readonly PairView[];
  readonly out: readonly Cell[];
}

/** For a cell with a pair in it. */
export function cellMenu(
  pair: PairView,
  row: Line,
  column: Line,
  parts: MatrixMenuParts,
): readonly MenuItem[] {
  const { session, matrix, selected, from, sources } = parts;
  const { say } = session;
  const [video, audio] = sources;
  const names = new Map([
    [`videos/${pair.video}`, video],
    [`audios/${pair.audio}`, audio],
  ]);
  const name = pairName(pair, names as ReadonlyMap<string, SourceView>, say);
  const actions = pairActions({ session, pair, name, matrix, from });
  return [
    ...actions.map((action) => ({ ...action, text: action.short })).reverse(),
    {
      icon: 'check',
      text: say('do-select'),
      run: () => {
        select(from, [pair], !selected.has(pair.id));
      },
    },
    selectLine(row, say('do-select-row'), parts),
    selectLine(column, say('do-select-column'), parts),
  ];
}

/** For a cell that is left out. */
export function outMenu(cell: Cell, { session, matrix }: MatrixMenuParts): readonly MenuItem[] {
  const { say, ask, trusted } = session;
  const run = () => void takeIn([cell], matrix, ask);
  return [{ icon: 'add', text: say('do-include'), disabled: !trusted, run }];
}

/** For the heading of a row or a column. */
export function lineMenu(line: Line, parts: MatrixMenuParts): readonly MenuItem[] {
  const { session, matrix, from } = parts;
  const { say, ask, trusted } = session;
  const idle = line.pairs.filter(({ state }) => !isBusy(state));
  return [
    selectLine(line, say('do-select'), parts),
    {
      icon: 'remove',
      text: say('do-leave-out-all'),
      disabled: !trusted || idle.length === 0,
      run: () => void leaveOut(idle, { session, matrix, name: idle[0]?.id ?? '', from }),
    },
    {
      icon: 'add',
      text: say('do-include-all'),
      disabled: !trusted || line.out.length === 0,
      run: () => void takeIn(line.out, matrix, ask),
    },
  ];
}

/** Selects all of a line, or none where all are. */
export function toggleLine(
  { pairs }: Line,
  { selected, from }: Pick<MatrixMenuParts, 'selected' | 'from'>,
): void {
  select(from, pairs, !pairs.every(({ id }) => selected.has(id)));
}

function selectLine(line: Line, text: string, parts: MatrixMenuParts): MenuItem {
  const run = () => {
    toggleLine(line, parts);
  };
  return { icon: 'check', text, disabled: line.pairs.length === 0, run };
}

function select(from: EventTarget, pairs: readonly PairView[], on: boolean): void {
  from.dispatchEvent(new PageEvent({ kind: 'select', pairs: pairs.map(({ id }) => id), on }));
}
