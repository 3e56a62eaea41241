import { html, nothing, type TemplateResult } from 'lit';
import type { EditorView, Notice } from '../../src/protocol/editor.js';
import { actionButton } from '../controls/actionButton.js';
import '../controls/button.js';
import { noticeBanner } from '../page/noticeBanner.js';
import type { Session } from '../page/session.js';
import { fileSize } from '../wording/measures.js';
import type { Copying } from './fileIntake.js';
import './runEnd.js';
import { isEndUnread } from './runEnd.js';
import { checkingBanner, copyingBanner } from './progressBanner.js';
import { trustBanner } from './trustBanner.js';

/** Something that needed not be done, and how it is done all the same. */
export interface PageNews {
  readonly notice: Notice;
  readonly again?: () => void;
}

/** What the page itself has to say besides what its host does. */
export interface OwnNotices {
  /** Why the last thing that was asked for is not done. */
  readonly refusal: Notice | undefined;
  readonly news: PageNews | undefined;
  /** The last run whose end the person has read. */
  readonly readEnd: number;
  /** The host's passing sentence that the person has read. */
  readonly dismissed: Notice | undefined;
  readonly copying: Copying | undefined;
  readonly dismiss: (notice: Notice) => void;
}

/** All banners across the page, the lasting ones first. */
export function pageNotices(session: Session, view: EditorView, own: OwnNotices): TemplateResult {
  const { say } = session;
  const { message, checking, run } = view;
  const { refusal, news, readEnd, dismissed, copying, dismiss } = own;
  const passing = (kind: 'error' | 'info', notice: Notice) =>
    dismissable(session, kind, notice, dismiss);
  const runEnd = html`<hg-run-end .session=${session} .run=${run}></hg-run-end>`;
  return html`${trustBanner(view, say)} ${diskBanner(session, view)}
  ${refusal ? passing('error', refusal) : nothing} ${isEndUnread(run, readEnd) ? runEnd : nothing}
  ${news ? dismissable(session, 'info', news.notice, dismiss, news.again) : nothing}
  ${message && message !== dismissed ? passing('info', message) : nothing}
  ${copying ? copyingBanner(say, copying) : nothing}
  ${checking ? checkingBanner(say, checking) : nothing}`;
}

function diskBanner(
  { say, locale, ask }: Session,
  { disk }: EditorView,
): TemplateResult | typeof nothing {
  if (!disk || disk.free >= disk.needed) return nothing;
  const sizes = { free: fileSize(disk.free, locale), needed: fileSize(disk.needed, locale) };
  const cleanUp = html`<hg-button @click=${() => void ask({ kind: 'clean-up' })}
    >${say('clean-up')}</hg-button
  >`;
  return noticeBanner('warning', say('disk-low', sizes), say('disk-low-hint'), cleanUp);
}

function dismissable(
  { say }: Session,
  kind: 'error' | 'info',
  notice: Notice,
  dismiss: (notice: Notice) => void,
  again?: () => void,
): TemplateResult {
  const makeAgain = again && html`<hg-button @click=${again}>${say('make-again')}</hg-button>`;
  const close = actionButton({
    icon: 'close',
    label: say('dismiss'),
    run: () => {
      dismiss(notice);
    },
  });
  return noticeBanner(kind, notice.sentence, notice.hint, html`${makeAgain}${close}`);
}
