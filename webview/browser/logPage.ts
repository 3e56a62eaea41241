import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { type Locale, localeOf } from '../../src/core/strings/locale.js';
import { studioText, type StudioText } from '../../src/core/strings/studioTexts.js';
import type { LogPiece } from '../../src/protocol/studio.js';
import { baseStyles } from '../styles/base.js';
import './studioBar.js';

const LOOK_MS = 1_000;
/** Characters that are kept: the file has them all. */
const MOST = 1 << 20;

/** The running log, followed as by `tail -f` while its end is in sight. */
@customElement('hg-log')
export class LogPage extends LitElement {
  static override styles = [
    baseStyles,
    css`
      pre {
        height: calc(100vh - 130px);
        margin: 8px 0 0;
        padding: 10px;
        overflow: auto;
        border: 1px solid var(--vscode-panel-border);
        border-radius: 6px;
        background: var(--vscode-textCodeBlock-background);
        font-size: 12px;
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
      p {
        overflow-wrap: anywhere;
      }
    `,
  ];

  @state() private text = '';
  @state() private path = '';
  @state() private follow = true;
  private next: number | undefined;
  private timer: ReturnType<typeof setInterval> | undefined;
  private readonly locale: Locale = localeOf(document.documentElement.lang);

  override connectedCallback(): void {
    super.connectedCallback();
    void this.look();
    this.timer = setInterval(() => void this.look(), LOOK_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  protected override render(): TemplateResult {
    return html`<hg-studio-bar .locale=${this.locale}
        ><label
          ><input
            type="checkbox"
            .checked=${this.follow}
            @change=${(event: Event) => {
              this.follow = (event.target as HTMLInputElement).checked;
            }}
          />
          ${this.say('follow')}</label
        ></hg-studio-bar
      >
      <main>
        <p class="quiet">${this.say('log-at', { path: this.path })}</p>
        <pre tabindex="0" aria-label=${this.say('log')}>${this.text}</pre>
      </main>`;
  }

  protected override updated(): void {
    const pre = this.renderRoot.querySelector('pre');
    if (this.follow && pre) pre.scrollTop = pre.scrollHeight;
  }

  private async look(): Promise<void> {
    const from = this.next === undefined ? '' : `?from=${this.next}`;
    const response = await fetch(`/api/log${from}`).catch(() => undefined);
    if (response?.ok !== true) return;
    const piece = (await response.json()) as LogPiece;
    // Begun anew: what is shown is of the file before.
    if (this.next !== undefined && piece.next < this.next) this.text = '';
    this.next = piece.next;
    this.path = piece.path;
    if (piece.text !== '') this.text = (this.text + piece.text).slice(-MOST);
  }

  private say(key: StudioText, params?: Readonly<Record<string, string | number>>): string {
    return studioText(this.locale, key, params);
  }
}
