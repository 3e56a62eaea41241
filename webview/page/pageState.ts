import type { EditorView } from '../../src/protocol/editorView.js';
import { readDrafts, type ScriptDraft } from './scriptDraft.js';

/** `machines` is there where several make the videos. */
export const PAGES = ['batch', 'single', 'history', 'settings', 'machines'] as const;
export type Page = (typeof PAGES)[number];

/** What the page remembers by itself; the host keeps it across reloads. */
export interface PageState {
  readonly page: Page;
  readonly pairs: 'list' | 'matrix';
  readonly scroll: number;
  /** Of the Single page: ids of sources. */
  readonly singleVideo: string;
  readonly singleAudio: string;
  /** Ids of pairs. */
  readonly selected: readonly string[];
  /** The id of the last run whose end the person has read. */
  readonly readEnd: number;
  /** Scripts that were typed and not saved. */
  readonly drafts: readonly ScriptDraft[];
}

/** Pairs whose selection is kept at most: hosts keep a page's state in small places. */
export const MOST_REMEMBERED = 1000;

export const FIRST_STATE: PageState = {
  page: 'batch',
  pairs: 'list',
  scroll: 0,
  singleVideo: '',
  singleAudio: '',
  selected: [],
  readEnd: 0,
  drafts: [],
};

/** As it can be shown: without a fleet there is no page of it, whatever was turned to once. */
export function turnedTo(state: PageState, { fleet }: Pick<EditorView, 'fleet'>): PageState {
  return state.page === 'machines' && !fleet ? { ...state, page: 'batch' } : state;
}

/** Reads what an earlier page, perhaps of another version, left behind. */
export function readPageState(saved: unknown): PageState {
  if (typeof saved !== 'object' || saved === null) return FIRST_STATE;
  const { page, pairs, scroll, singleVideo, singleAudio, selected, readEnd, drafts } =
    saved as Record<string, unknown>;
  const ids = Array.isArray(selected) ? selected.slice(0, MOST_REMEMBERED) : [];
  return {
    page: PAGES.find((known) => known === page) ?? FIRST_STATE.page,
    pairs: pairs === 'matrix' ? 'matrix' : 'list',
    scroll: typeof scroll === 'number' && scroll >= 0 ? scroll : 0,
    singleVideo: typeof singleVideo === 'string' ? singleVideo : '',
    singleAudio: typeof singleAudio === 'string' ? singleAudio : '',
    selected: ids.filter((id) => typeof id === 'string'),
    readEnd: typeof readEnd === 'number' ? readEnd : 0,
    drafts: readDrafts(drafts),
  };
}
