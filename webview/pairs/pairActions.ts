import type { PairView } from '../../src/protocol/editorView.js';
import type { Action } from '../controls/actionButton.js';
import { PageEvent, type PageRequest } from '../page/pageEvents.js';
import type { Session } from '../page/session.js';
import { canGenerate, canTry, hasResult, isBusy, isUpToDate } from '../wording/pairStates.js';
import { leaveOut } from './pairEdits.js';

/** What can be done with a pair, with the few words of a menu. */
export interface PairAction extends Action {
  readonly short: string;
  /** Only in the menu: a row has no room for what is seldom wanted. */
  readonly menuOnly?: boolean;
}

export interface PairActionParts {
  readonly session: Session;
  readonly pair: PairView;
  /** `Anna with Lesson 1`. */
  readonly name: string;
  /** Whether the project pairs every video with every audio. */
  readonly matrix: boolean;
  /** What the events bubble up from. */
  readonly from: EventTarget;
}

/** What is done most comes last, at the row's edge, where it lines up over all rows. */
export function pairActions(parts: PairActionParts): PairAction[] {
  const { session, pair, name, matrix, from } = parts;
  const { say, trusted } = session;
  const { state, video, audio } = pair;
  return [
    ...filing(parts),
    {
      icon: 'settings',
      label: say('settings-of', { name }),
      short: say('do-settings'),
      run: () => {
        request(from, { kind: 'settings', scope: { kind: 'pair', video, audio } });
      },
    },
    {
      icon: 'remove',
      label: say('remove-pair', { pair: name }),
      short: say('do-leave-out'),
      disabled: !trusted || isBusy(state),
      run: () => void leaveOut([pair], { session, matrix, name, from }),
    },
    ...trying(parts),
    ...making(parts),
  ];
}

export function previewPair({ id, state }: PairView, from: EventTarget): void {
  if (hasResult(state)) request(from, { kind: 'preview', pair: id });
}

function filing({ session, pair }: PairActionParts): PairAction[] {
  if (!hasResult(pair.state)) return [];
  const { say, ask, inBrowser } = session;
  const { output } = pair;
  return [
    {
      icon: 'open',
      label: say('do-open'),
      short: say('do-open'),
      menuOnly: true,
      run: () => void ask({ kind: 'open', output }),
    },
    {
      icon: inBrowser ? 'download' : 'folder',
      label: say(inBrowser ? 'do-download' : 'do-reveal'),
      short: say(inBrowser ? 'do-download' : 'do-reveal'),
      menuOnly: true,
      run: () => void ask({ kind: 'reveal', output }),
    },
  ];
}

function trying({ session, pair, name, from }: PairActionParts): PairAction[] {
  const { id, state } = pair;
  const { say, trusted } = session;
  if (!canTry(state)) return [];
  return [
    {
      icon: 'try',
      label: say('try-pair', { pair: name }),
      short: say('try'),
      disabled: !trusted,
      run: () => {
        request(from, { kind: 'try', pair: id });
      },
    },
  ];
}

function making({ session, pair, name, from }: PairActionParts): PairAction[] {
  const { id, state } = pair;
  const { say, ask, trusted } = session;
  if (isBusy(state)) {
    return [
      {
        icon: 'stop',
        label: say('cancel-pair', { pair: name }),
        short: say('do-cancel'),
        main: true,
        disabled: state.kind === 'cancelling',
        run: () => void ask({ kind: 'cancel', pairs: [id] }),
      },
    ];
  }
  if (!canGenerate(state)) return [];
  const again = isUpToDate(state);
  const generate: PairAction = {
    icon: again ? 'refresh' : 'play',
    label: say(again ? 'generate-pair-again' : 'generate-pair', { pair: name }),
    short: say(again ? 'do-generate-again' : 'do-generate'),
    main: !again,
    disabled: !trusted,
    run: () => void ask({ kind: 'generate', pairs: [id], force: again }),
  };
  if (!hasResult(state)) return [generate];
  const preview: PairAction = {
    icon: 'eye',
    label: say(again ? 'preview' : 'preview-older', { pair: name }),
    short: say('do-preview'),
    main: true,
    run: () => {
      previewPair(pair, from);
    },
  };
  return [generate, preview];
}

function request(from: EventTarget, what: PageRequest): void {
  from.dispatchEvent(new PageEvent(what));
}
