import { LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Notice } from '../../src/protocol/editorView.js';
import { actionButton, actionStyles } from '../controls/actionButton.js';
import { baseStyles } from '../styles/base.js';
import { noticeBanner, noticeBannerStyles } from './noticeBanner.js';
import type { Session } from './session.js';

/** A notice that can be dismissed, for where the page's own banners are not seen. Fires `close`. */
@customElement('hg-notice')
export class NoticeLine extends LitElement {
  static override styles = [baseStyles, actionStyles, noticeBannerStyles];

  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) kind: 'error' | 'info' = 'error';
  @property({ attribute: false }) notice!: Notice;

  protected override render(): TemplateResult {
    const { sentence, hint } = this.notice;
    const close = actionButton({
      icon: 'close',
      label: this.session.say('dismiss'),
      run: () => this.dispatchEvent(new Event('close')),
    });
    return noticeBanner(this.kind, sentence, hint, close);
  }
}
