import { html, nothing, type TemplateResult } from 'lit';
import type { EditorView } from '../../src/protocol/editorView.js';
import '../controls/button.js';
import { noticeBanner } from '../page/noticeBanner.js';
import type { Session } from '../page/session.js';

/** Says what may not be done here, and leads to where it is allowed; where nothing may, that is all there is to say. */
export function trustBanner(
  { trusted, outsideRefused }: Pick<EditorView, 'trusted' | 'outsideRefused'>,
  { say, ask, inBrowser }: Pick<Session, 'say' | 'ask' | 'inBrowser'>,
): TemplateResult | typeof nothing {
  if (!trusted) {
    const trust = html`<hg-button appearance="primary" @click=${() => void ask({ kind: 'trust' })}
      >${say('trust-folder')}</hg-button
    >`;
    const [sentence, hint] = [say('untrusted-sentence'), say('untrusted-hint')];
    return noticeBanner('warning', sentence, hint, inBrowser ? nothing : trust, 'shield');
  }
  if (outsideRefused === true)
    return noticeBanner('warning', say('outside-sentence'), say('outside-hint'), '', 'shield');
  return nothing;
}
