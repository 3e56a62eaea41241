import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Session } from '../page/session.js';
import { icon } from '../controls/icon.js';
import { baseStyles } from '../styles/base.js';

/**
 * A still of a result, asked for when it comes into view: a list may have hundreds, and each costs
 * the host a decoder.
 */
@customElement('hg-result-poster')
export class ResultPoster extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: flex;
        align-items: center;
        justify-content: center;
        flex: none;
        width: 128px;
        height: 72px;
        overflow: hidden;
        border-radius: 3px;
        border: 1px solid var(--vscode-contrastBorder, transparent);
        background: var(--vscode-textCodeBlock-background);
        color: var(--vscode-descriptionForeground);
      }
      img {
        width: 100%;
        height: 100%;
        object-fit: cover;
      }
    `,
  ];

  @property({ attribute: false }) session!: Session;
  @property() output = '';
  /** When the result was made: another is another picture. */
  @property({ type: Number }) made = 0;
  @state() private image: string | undefined;
  @state() private seen = false;
  private readonly watcher = new IntersectionObserver((entries) => {
    if (entries.some(({ isIntersecting }) => isIntersecting)) this.seen = true;
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.watcher.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.watcher.disconnect();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('output') || changed.has('made')) this.image = undefined;
    else if (!changed.has('seen')) return;
    if (this.seen) {
      this.watcher.disconnect();
      void this.load(this.output, this.made);
    }
  }

  private async load(output: string, made: number): Promise<void> {
    const answer = await this.session.ask({ kind: 'poster', output });
    const late = output !== this.output || made !== this.made;
    if (answer.kind === 'frame' && !late) this.image = answer.image;
  }

  protected override render(): TemplateResult {
    return this.image === undefined ? icon('video') : html`<img src=${this.image} alt="" />`;
  }
}
