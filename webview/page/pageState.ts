export const PAGES = ['batch', 'single', 'history', 'settings'] as const;
export type Page = (typeof PAGES)[number];

/** What the page remembers by itself; the host keeps it across reloads. */
export interface PageState {
  readonly page: Page;
  readonly pairs: 'list' | 'matrix';
  readonly scroll: number;
  /** Of the Single page: ids of sources. */
  readonly singleVideo: string;
  readonly singleAudio: string;
  /** The id of the last run whose end the person has read. */
  readonly readEnd: number;
}

export const FIRST_STATE: PageState = {
  page: 'batch',
  pairs: 'list',
  scroll: 0,
  singleVideo: '',
  singleAudio: '',
  readEnd: 0,
};

/** Reads what an earlier page, perhaps of another version, left behind. */
export function readPageState(saved: unknown): PageState {
  if (typeof saved !== 'object' || saved === null) return FIRST_STATE;
  const { page, pairs, scroll, singleVideo, singleAudio, readEnd } = saved as Record<
    string,
    unknown
  >;
  return {
    page: PAGES.find((known) => known === page) ?? FIRST_STATE.page,
    pairs: pairs === 'matrix' ? 'matrix' : 'list',
    scroll: typeof scroll === 'number' && scroll >= 0 ? scroll : 0,
    singleVideo: typeof singleVideo === 'string' ? singleVideo : '',
    singleAudio: typeof singleAudio === 'string' ? singleAudio : '',
    readEnd: typeof readEnd === 'number' ? readEnd : 0,
  };
}
