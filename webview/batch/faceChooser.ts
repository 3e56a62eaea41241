import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Notice, SourceView } from '../../src/protocol/editor.js';
import { noticeBanner, noticeBannerStyles } from '../page/noticeBanner.js';
import type { Session } from '../page/session.js';
import '../controls/button.js';
import '../controls/dialogBox.js';
import { sliderStyles } from '../controls/slider.js';
import { baseStyles } from '../styles/base.js';
import { cssProperties } from '../styles/cssProperties.js';
import { clockTime } from '../../src/core/strings/clockTime.js';

const STEPS: Readonly<Partial<Record<string, readonly [number, number]>>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
/** Share of the picture that an arrow key moves the mark; a tenth of it with Shift. */
const STEP = 0.02;

/** Shows a frame of a video and takes the place of the face that is to speak. Fires `close`. */
@customElement('hg-face-chooser')
export class FaceChooser extends LitElement {
  static override styles = [
    baseStyles,
    sliderStyles,
    noticeBannerStyles,
    css`
      .stage {
        position: relative;
        display: block;
        width: fit-content;
        max-width: 100%;
        margin: 8px auto;
        cursor: crosshair;
        background: var(--vscode-textCodeBlock-background);
      }
      .stage img {
        display: block;
        max-width: 100%;
        max-height: 62vh;
      }
      .waiting {
        min-width: min(480px, 80vw);
        aspect-ratio: 16 / 9;
        display: grid;
        place-content: center;
      }
      .mark {
        position: absolute;
        width: 64px;
        height: 64px;
        margin: -32px 0 0 -32px;
        /* Seen on any picture: the theme's colours know nothing of what was filmed. */
        border: 2px solid white;
        box-shadow:
          0 0 0 2px rgb(0 0 0 / 65%),
          inset 0 0 0 1px rgb(0 0 0 / 65%);
        border-radius: 50%;
        pointer-events: none;
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px 12px;
        padding-top: 8px;
      }
      .row input {
        flex: 1;
      }
    `,
  ];

  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) video!: SourceView;
  @state() private image: string | undefined;
  @state() private problem: Notice | undefined;
  @state() private time = 0;
  @state() private mark = { x: 0.5, y: 0.4 };

  override connectedCallback(): void {
    super.connectedCallback();
    const { face } = this.video;
    if (face) {
      this.time = face.time;
      this.mark = { x: face.x, y: face.y };
    }
    void this.load(this.time);
  }

  private async load(time: number): Promise<void> {
    this.time = time;
    const answer = await this.session.ask({ kind: 'frame', video: this.video.id, time });
    if (time !== this.time) return;
    if (answer.kind === 'frame') this.image = answer.image;
    // Said here as well: the page's own line lies behind this window.
    this.problem = answer.kind === 'refused' ? answer.notice : undefined;
  }

  protected override render(): TemplateResult {
    const { say } = this.session;
    const { mark, time } = this;
    const { facts, name, face } = this.video;
    const duration = facts.kind === 'ready' ? facts.duration : 0;
    return html`<hg-dialog heading="${say('face-title')}: ${name}" closeLabel=${say('close')}>
      <p class="quiet">${say('face-hint')}</p>
      ${this.stage()}
      <div class="row">
        <span aria-hidden="true">${say('face-time')}</span>
        <input
          type="range"
          class="slider"
          aria-label=${say('face-time')}
          aria-valuetext=${clockTime(time)}
          min="0"
          max=${Math.max(0, duration - 0.1)}
          step="0.1"
          .value=${String(time)}
          @change=${(event: Event) =>
            void this.load(Number((event.currentTarget as HTMLInputElement).value))}
        />
        <span class="quiet">${clockTime(time)}</span>
        <hg-button
          appearance="primary"
          @click=${() => void this.choose({ ...mark, time })}
          ?disabled=${this.image === undefined}
          >${say('face-use')}</hg-button
        >
        ${
          face
            ? html`<hg-button @click=${() => void this.choose(undefined)}
                >${say('face-largest')}</hg-button
              >`
            : nothing
        }
      </div>
    </hg-dialog>`;
  }

  private stage(): TemplateResult {
    const { say } = this.session;
    if (this.problem) return noticeBanner('error', this.problem.sentence, this.problem.hint);
    if (this.image === undefined) {
      return html`<div class="stage waiting quiet">${say('reading-file')}</div>`;
    }
    const { x, y } = this.mark;
    const label = say('face-picture', {
      time: clockTime(this.time),
      x: Math.round(x * 100),
      y: Math.round(y * 100),
    });
    return html`<div
      class="stage"
      role="application"
      tabindex="0"
      aria-label=${label}
      @click=${this.onClick}
      @keydown=${this.onKey}
    >
      <img src=${this.image} alt="" />
      <div
        class="mark"
        ${cssProperties({ left: `${(x * 100).toFixed(2)}%`, top: `${(y * 100).toFixed(2)}%` })}
      ></div>
    </div>`;
  }

  private async choose(
    face: { readonly x: number; readonly y: number; readonly time: number } | undefined,
  ): Promise<void> {
    const video = this.video.id;
    const edit = { kind: 'set-face', video, ...(face && { face }) } as const;
    const answer = await this.session.ask({ kind: 'edit', edit });
    if (answer.kind !== 'refused') this.dispatchEvent(new Event('close'));
  }

  private readonly onClick = (event: MouseEvent): void => {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    this.moveTo((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    if (step) {
      const size = event.shiftKey ? STEP / 10 : STEP;
      this.moveTo(this.mark.x + step[0] * size, this.mark.y + step[1] * size);
    } else if (event.key === 'Enter') {
      void this.choose({ ...this.mark, time: this.time });
    } else {
      return;
    }
    event.preventDefault();
  };

  /** Thousandths are finer than a face and keep the file readable. */
  private moveTo(x: number, y: number): void {
    const tidy = (value: number) => Math.round(Math.min(1, Math.max(0, value)) * 1000) / 1000;
    this.mark = { x: tidy(x), y: tidy(y) };
  }
}
