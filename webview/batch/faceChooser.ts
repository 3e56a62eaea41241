import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { FaceBox } from '../../src/core/inspection.js';
import { clockTime } from '../../src/core/strings/clockTime.js';
import type { Notice, SourceView } from '../../src/protocol/editorView.js';
import '../controls/button.js';
import '../controls/dialogBox.js';
import { sliderStyles } from '../controls/slider.js';
import { noticeBanner, noticeBannerStyles } from '../page/noticeBanner.js';
import type { Session } from '../page/session.js';
import { baseStyles } from '../styles/base.js';
import { cssProperties } from '../styles/cssProperties.js';
import { faceChooserStyles } from './faceChooserStyles.js';
import { faceAt, largestFace, type PicturePoint } from './faceGeometry.js';

const STEPS: Readonly<Partial<Record<string, number>>> = {
  ArrowLeft: -1,
  ArrowUp: -1,
  ArrowRight: 1,
  ArrowDown: 1,
};
/** Seconds that the buttons beside a frame without a face go. */
const OTHER_MOMENT = 2;

/** Shows a frame of a video with the faces in it and takes the one that is to speak. Fires `close`. */
@customElement('hg-face-chooser')
export class FaceChooser extends LitElement {
  static override styles = [baseStyles, sliderStyles, noticeBannerStyles, faceChooserStyles];

  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) video!: SourceView;
  @state() private image: string | undefined;
  @state() private problem: Notice | undefined;
  @state() private time = 0;
  /** Of the frame that is shown, from left to right; undefined while they are looked for. */
  @state() private faces: readonly FaceBox[] | undefined;
  @state() private chosen: number | undefined;
  /** A click hit nothing. */
  @state() private missed = false;
  /** Where the face was that was chosen last: in another frame it is about there. */
  private mark: PicturePoint | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    const { face } = this.video;
    this.mark = face;
    void this.load(face?.time ?? 0);
  }

  private async load(time: number): Promise<void> {
    this.time = time;
    this.faces = undefined;
    this.chosen = undefined;
    this.missed = false;
    this.problem = undefined;
    await Promise.all([this.loadPicture(time), this.loadFaces(time)]);
  }

  private async loadPicture(time: number): Promise<void> {
    const answer = await this.session.ask({ kind: 'frame', video: this.video.id, time });
    if (time !== this.time) return;
    if (answer.kind === 'frame') this.image = answer.image;
    if (answer.kind === 'refused') this.problem = answer.notice;
  }

  private async loadFaces(time: number): Promise<void> {
    const answer = await this.session.ask({ kind: 'faces', video: this.video.id, time });
    if (time !== this.time) return;
    if (answer.kind === 'refused') this.problem = answer.notice;
    const found = answer.kind === 'faces' ? answer.faces : [];
    const faces = found.toSorted((a, b) => a.x - b.x);
    this.faces = faces;
    this.chosen = (this.mark && faceAt(faces, this.mark)) ?? largestFace(faces);
    await this.updateComplete;
    // Unless the person is busy elsewhere in the window by now.
    const active = this.renderRoot instanceof ShadowRoot ? this.renderRoot.activeElement : null;
    if (active === null || active.localName === 'hg-dialog') this.focusChosen();
  }

  protected override render(): TemplateResult {
    const { say } = this.session;
    const { name, face } = this.video;
    return html`<hg-dialog heading="${say('face-title')}: ${name}" closeLabel=${say('close')}>
      <p class="quiet">${say('face-hint')}</p>
      ${this.stage()}
      <div class="said" role="status">${this.said()}</div>
      <div class="row">
        ${this.moment()}
        <hg-button
          appearance="primary"
          @click=${() => void this.takeChosen()}
          ?disabled=${this.image === undefined || this.chosen === undefined}
          >${say('face-use')}</hg-button
        >
        ${
          face
            ? html`<hg-button @click=${() => void this.take(undefined)}
                >${say('face-largest')}</hg-button
              >`
            : nothing
        }
      </div>
    </hg-dialog>`;
  }

  private moment(): TemplateResult {
    const { say } = this.session;
    const { time } = this;
    return html`<span aria-hidden="true">${say('face-time')}</span>
      <input
        type="range"
        class="slider"
        aria-label=${say('face-time')}
        aria-valuetext=${clockTime(time)}
        min="0"
        max=${this.lastMoment}
        step="0.1"
        .value=${String(time)}
        @change=${(event: Event) =>
          void this.load(Number((event.currentTarget as HTMLInputElement).value))}
      />
      <span class="quiet">${clockTime(time)}</span>`;
  }

  private stage(): TemplateResult {
    const { say } = this.session;
    if (this.problem) return noticeBanner('error', this.problem.sentence, this.problem.hint);
    if (this.image === undefined) {
      return html`<div class="stage waiting quiet">${say('reading-file')}</div>`;
    }
    const { faces = [] } = this;
    return html`<div
      class="stage"
      role=${faces.length > 0 ? 'radiogroup' : 'group'}
      aria-label=${say('face-picture', { time: clockTime(this.time) })}
      @click=${this.onClick}
      @keydown=${this.onKey}
    >
      <img src=${this.image} alt="" />
      ${faces.map((face, at) => this.box(face, at, faces.length))}
    </div>`;
  }

  private box({ x, y, width, height }: FaceBox, at: number, count: number): TemplateResult {
    const percent = (share: number) => `${(share * 100).toFixed(2)}%`;
    const place = { x: Math.round(x * 100), y: Math.round(y * 100) };
    return html`<div
      class="face"
      role="radio"
      tabindex="0"
      data-face=${at}
      aria-checked=${at === this.chosen}
      aria-label=${this.session.say('face-box', { number: at + 1, count, ...place })}
      @focus=${() => {
        this.choose(at);
      }}
      ${cssProperties({
        ...{ left: percent(x), top: percent(y) },
        ...{ width: percent(width), height: percent(height) },
      })}
    ></div>`;
  }

  private said(): TemplateResult | string {
    const { say } = this.session;
    const { faces, missed } = this;
    if (this.problem) return '';
    if (!faces) return html`<span class="quiet">${say('face-looking')}</span>`;
    if (faces.length === 0) return this.nobody();
    return missed ? say('face-missed') : '';
  }

  private nobody(): TemplateResult {
    const { say } = this.session;
    const go = (step: number) => () => {
      void this.load(Math.max(0, Math.min(this.lastMoment, this.time + step)));
    };
    return html`<span>${say('face-none', { time: clockTime(this.time) })}</span>
      <hg-button ?disabled=${this.time <= 0} @click=${go(-OTHER_MOMENT)}
        >${say('face-earlier', { seconds: OTHER_MOMENT })}</hg-button
      >
      <hg-button ?disabled=${this.time >= this.lastMoment} @click=${go(OTHER_MOMENT)}
        >${say('face-later', { seconds: OTHER_MOMENT })}</hg-button
      >`;
  }

  private get lastMoment(): number {
    const { facts } = this.video;
    return facts.kind === 'ready' ? Math.max(0, facts.duration - 0.1) : 0;
  }

  private async takeChosen(): Promise<void> {
    const face = this.chosen === undefined ? undefined : this.faces?.[this.chosen];
    if (face) await this.take({ x: face.x, y: face.y, time: this.time });
  }

  private async take(face: SourceView['face']): Promise<void> {
    const video = this.video.id;
    const edit = { kind: 'set-face', video, ...(face && { face }) } as const;
    const answer = await this.session.ask({ kind: 'edit', edit });
    if (answer.kind !== 'refused') this.dispatchEvent(new Event('close'));
  }

  private choose(at: number): void {
    this.chosen = at;
    this.missed = false;
    this.mark = this.faces?.[at];
  }

  /** What misses every face is refused in words: the engine would find none there either. */
  private readonly onClick = (event: MouseEvent): void => {
    const { faces } = this;
    if (!faces) return;
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const x = (event.clientX - box.left) / box.width;
    const y = (event.clientY - box.top) / box.height;
    const at = faceAt(faces, { x, y });
    this.missed = at === undefined;
    if (at === undefined) return;
    this.choose(at);
    this.focusChosen();
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    const { faces = [], chosen } = this;
    const step = STEPS[event.key];
    if (faces.length === 0 || chosen === undefined) return;
    if (step !== undefined) {
      this.choose((chosen + step + faces.length) % faces.length);
      this.focusChosen();
    } else if (event.key === 'Enter' || event.key === ' ') {
      void this.takeChosen();
    } else {
      return;
    }
    event.preventDefault();
  };

  private focusChosen(): void {
    this.renderRoot.querySelector<HTMLElement>(`[data-face="${this.chosen}"]`)?.focus();
  }
}
