import { html, nothing, type TemplateResult } from 'lit';
import type { EditorView, Notice } from '../../src/protocol/editorView.js';
import type { FleetView } from '../../src/protocol/fleetViews.js';
import { actionButton } from '../controls/actionButton.js';
import '../controls/button.js';
import { noticeBanner } from '../page/noticeBanner.js';
import type { Page } from '../page/pageState.js';
import type { Session } from '../page/session.js';
import { fileSize } from '../wording/measures.js';
import type { Copying } from './fileIntake.js';
import { checkedLine } from './checkedLine.js';
import type { LastEdit } from './lastEdit.js';
import { fleetBanner } from './fleetSight.js';
import { footageBanners } from './footageBanners.js';
import { checkingBanner, copyingBanner } from './progressBanner.js';
import './runEnd.js';
import { isEndUnread } from './runEnd.js';
import { trustBanner } from './trustBanner.js';

/** Something that was done on this page, or that needed not be done. */
export interface News {
  readonly notice: Notice;
  /** It can be taken back as long as nothing else is done. */
  readonly undo?: LastEdit;
  /** How it is done all the same. */
  readonly again?: () => void;
}

/** What the page itself has to say besides what its host does. */
export interface OwnNotices {
  /** Why the last thing that was asked for is not done. */
  readonly refusal: Notice | undefined;
  readonly news: News | undefined;
  /** The last run whose end the person has read. */
  readonly readEnd: number;
  /** The host's passing sentence that the person has read. */
  readonly dismissed: Notice | undefined;
  readonly copying: Copying | undefined;
  readonly fleet: FleetView | undefined;
  /** The page that is turned to: that of the fleet says itself what it is about. */
  readonly page: Page;
  readonly dismiss: (notice: Notice) => void;
}

/** All banners across the page, the lasting ones first. */
export function pageNotices(session: Session, view: EditorView, own: OwnNotices): TemplateResult {
  const { say } = session;
  const { checking, checked, run, project } = view;
  const message = isLow(view) && view.message?.code === 'disk-short' ? undefined : view.message;
  const { refusal, news, readEnd, dismissed, copying, fleet, page, dismiss } = own;
  const passing = (kind: 'error' | 'info', notice: Notice) =>
    dismissable(session, kind, notice, dismiss);
  const runEnd = html`<hg-run-end .session=${session} .run=${run}></hg-run-end>`;
  return html`${trustBanner(view, session)} ${diskBanner(session, view)}
  ${footageBanners(session, view)}
  ${page === 'machines' ? nothing : fleetBanner(session, view, fleet)}
  ${refusal ? passing('error', refusal) : nothing}
  ${project && isEndUnread(run, readEnd) ? runEnd : nothing}
  ${news ? newsBanner(session, news, dismiss) : nothing}
  ${message && message !== dismissed ? passing('info', message) : nothing}
  ${copying ? copyingBanner(say, copying) : nothing}
  ${checking ? checkingBanner(session, checking) : nothing}
  ${checked && !checking ? checkedLine(session, checked) : nothing}`;
}

/** Then a banner stays that says so, and what a run says of it as it begins would be the same twice. */
function isLow({ disk }: EditorView): boolean {
  return disk !== undefined && disk.free < disk.needed;
}

function diskBanner(
  { say, locale, ask }: Session,
  view: EditorView,
): TemplateResult | typeof nothing {
  const { disk } = view;
  if (!disk || !isLow(view)) return nothing;
  const sizes = { free: fileSize(disk.free, locale), needed: fileSize(disk.needed, locale) };
  const cleanUp = html`<hg-button @click=${() => void ask({ kind: 'clean-up' })}
    >${say('clean-up')}</hg-button
  >`;
  return noticeBanner('warning', say('disk-low', sizes), say('disk-low-hint'), cleanUp);
}

function newsBanner(
  session: Session,
  { notice, undo, again }: News,
  dismiss: OwnNotices['dismiss'],
): TemplateResult {
  const { say, ask } = session;
  const back = html`<hg-button @click=${() => void ask({ kind: 'undo' })}
    >${say('undo')}</hg-button
  >`;
  const makeAgain = html`<hg-button @click=${again}>${say('make-again')}</hg-button>`;
  const offer = undo ? back : again ? makeAgain : nothing;
  return dismissable(session, 'info', notice, dismiss, offer);
}

function dismissable(
  { say }: Session,
  kind: 'error' | 'info',
  notice: Notice,
  dismiss: (notice: Notice) => void,
  before: unknown = nothing,
): TemplateResult {
  const close = actionButton({
    icon: 'close',
    label: say('dismiss'),
    run: () => {
      dismiss(notice);
    },
  });
  return noticeBanner(kind, notice.sentence, notice.hint, html`${before}${close}`);
}
