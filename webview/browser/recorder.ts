import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Locale } from '../../src/core/strings/locale.js';
import { studioText, type StudioText } from '../../src/core/strings/studioTexts.js';
import '../controls/button.js';
import { progressBar, progressStyles } from '../controls/progressBar.js';
import { baseStyles } from '../styles/base.js';
import { clockTime } from '../../src/core/strings/clockTime.js';
import { dateTime } from '../wording/measures.js';
import { LevelMeter, type Level } from './levelMeter.js';

/** What browsers record, best first; the name must tell what it is. */
const KINDS = [
  ['audio/webm;codecs=opus', 'webm'],
  ['audio/ogg;codecs=opus', 'ogg'],
  ['audio/mp4', 'm4a'],
] as const;

type State =
  | { readonly kind: 'idle' | 'refused' }
  | { readonly kind: 'recording'; readonly seconds: number; readonly level: Level }
  | { readonly kind: 'made'; readonly file: File; readonly address: string };

/** Records speech as it comes from the microphone. Nothing leaves the page before it is used. */
@customElement('hg-recorder')
export class Recorder extends LitElement {
  static override styles = [
    baseStyles,
    progressStyles,
    css`
      :host {
        display: inline-flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px;
      }
      .level {
        width: 90px;
      }
      audio {
        height: 32px;
        max-width: 100%;
      }
      .warning {
        color: var(--vscode-editorWarning-foreground);
      }
    `,
  ];

  @property() locale: Locale = 'en';
  /** Takes a finished recording. */
  onUse: (file: File) => void = () => undefined;
  @state() private state: State = { kind: 'idle' };
  private recorder: MediaRecorder | undefined;
  private meter: LevelMeter | undefined;
  private wanted = true;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.wanted = false;
    this.recorder?.stop();
  }

  protected override render(): TemplateResult {
    const { state } = this;
    switch (state.kind) {
      case 'recording':
        return html`<hg-button icon="stop" @click=${() => this.recorder?.stop()}
            >${this.say('record-stop')}</hg-button
          >
          <span role="timer">${clockTime(state.seconds)}</span>
          <div class="level">${progressBar(state.level.peak, this.say('record'))}</div>
          ${this.warning(state.level)}`;
      case 'made':
        return html`<audio controls src=${state.address}></audio>
          <hg-button appearance="primary" @click=${this.use}>${this.say('record-use')}</hg-button>
          <hg-button @click=${this.discard}>${this.say('record-discard')}</hg-button>`;
      default:
        return html`<hg-button icon="audio" @click=${this.start}>${this.say('record')}</hg-button>
          ${state.kind === 'refused' ? html`<span role="alert" class="warning">${this.say('record-refused')}</span>` : nothing}`;
    }
  }

  private warning({ clipped, quiet }: Level): TemplateResult | typeof nothing {
    if (!clipped && !quiet) return nothing;
    const text = this.say(clipped ? 'record-clips' : 'record-quiet');
    return html`<span role="status" class="warning">${text}</span>`;
  }

  private readonly start = async (): Promise<void> => {
    const sound = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
    const devices = (navigator as Partial<Navigator>).mediaDevices;
    const stream = await devices?.getUserMedia({ audio: sound }).catch(() => undefined);
    const kind = KINDS.find(([type]) => MediaRecorder.isTypeSupported(type));
    if (!stream || !kind) {
      this.state = { kind: 'refused' };
      return;
    }
    const [mimeType, extension] = kind;
    const recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: 192_000 });
    const parts: Blob[] = [];
    const started = performance.now();
    this.recorder = recorder;
    this.wanted = true;
    this.meter = new LevelMeter(stream, (level) => {
      this.state = { kind: 'recording', seconds: (performance.now() - started) / 1000, level };
    });
    recorder.addEventListener('dataavailable', ({ data }) => parts.push(data));
    recorder.addEventListener('stop', () => {
      this.meter?.stop();
      for (const track of stream.getTracks()) track.stop();
      if (this.wanted) this.made(new Blob(parts, { type: mimeType }), extension);
    });
    recorder.start(1_000);
    this.state = {
      kind: 'recording',
      seconds: 0,
      level: { peak: 0, clipped: false, quiet: false },
    };
  };

  private made(blob: Blob, extension: string): void {
    const date = dateTime(Date.now(), this.locale).replaceAll(/[:/\\]/g, '.');
    const name = `${this.say('recording', { date })}.${extension}`;
    const file = new File([blob], name, { type: blob.type });
    this.state = { kind: 'made', file, address: URL.createObjectURL(file) };
  }

  private readonly use = (): void => {
    if (this.state.kind === 'made') this.onUse(this.state.file);
    this.discard();
  };

  private readonly discard = (): void => {
    if (this.state.kind === 'made') URL.revokeObjectURL(this.state.address);
    this.state = { kind: 'idle' };
  };

  private say(key: StudioText, params?: Readonly<Record<string, string | number>>): string {
    return studioText(this.locale, key, params);
  }
}
