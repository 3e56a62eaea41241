import { html, nothing, type TemplateResult } from 'lit';
import type { EditorView, Notice } from '../../src/protocol/editor.js';
import { actionButton } from '../controls/actionButton.js';
import '../controls/button.js';
import { noticeBanner } from '../page/noticeBanner.js';
import type { Session } from '../page/session.js';
import { fileSize } from '../wording/measures.js';
import type { Copying } from './fileIntake.js';
import { footageBanners } from './footageBanners.js';
import { checkingBanner, copyingBanner } from './progressBanner.js';
import { trustBanner } from './trustBanner.js';

/** What the page itself has to say besides what its host does. */
export interface OwnNotices {
  /** Why the last thing that was asked for is not done. */
  readonly refusal: Notice | undefined;
  /** The host's passing sentence that the person has read. */
  readonly dismissed: Notice | undefined;
  readonly copying: Copying | undefined;
  readonly dismiss: (notice: Notice) => void;
}

/** All banners across the page, the lasting ones first. */
export function pageNotices(session: Session, view: EditorView, own: OwnNotices): TemplateResult {
  const { say } = session;
  const { message, checking } = view;
  const { refusal, dismissed, copying, dismiss } = own;
  const passing = (kind: 'error' | 'info', notice: Notice) =>
    dismissable(session, kind, notice, dismiss);
  return html`${trustBanner(view, say)} ${diskBanner(session, view)}
  ${footageBanners(session, view)} ${refusal ? passing('error', refusal) : nothing}
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
): TemplateResult {
  const close = actionButton({
    icon: 'close',
    label: say('dismiss'),
    run: () => {
      dismiss(notice);
    },
  });
  return noticeBanner(kind, notice.sentence, notice.hint, close);
}
