import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { type SettingLayers, settingsOf } from '../../src/core/project/keepSettings.js';
import type { Settings } from '../../src/core/settings.js';
import { placeOfTry, type TriedSettings } from '../../src/core/tryout.js';
import { usedSpan } from '../../src/core/usedTime.js';
import type { PairView, SourceView } from '../../src/protocol/editorView.js';
import type { TryingView } from '../../src/protocol/tryViews.js';
import '../controls/button.js';
import '../controls/dialogBox.js';
import { progressBar, progressStyles } from '../controls/progressBar.js';
import type { ValueEvent } from '../controls/valueEvent.js';
import { noticeBanner, noticeBannerStyles } from '../page/noticeBanner.js';
import type { Session } from '../page/session.js';
import '../preview/lockedPlayer.js';
import type { Companion } from '../preview/lockedPlayer.js';
import { baseStyles } from '../styles/base.js';
import { tryDialogStyles } from './tryDialogStyles.js';
import './tryKeep.js';
import './tryPlace.js';
import { tryRemarks } from './tryRemarks.js';
import { TryRunner } from './tryRunner.js';
import './trySliders.js';

/** Milliseconds that a slider rests before what it says is made. */
const DEBOUNCE_MS = 200;

let windows = 0;

/**
 * Some seconds of a pair, made at once to be looked at, with sliders for how the mouth moves. Nothing of the
 * project changes unless it is kept. Fires `close`.
 */
@customElement('hg-try')
export class TryDialog extends LitElement {
  static override styles = [baseStyles, noticeBannerStyles, progressStyles, tryDialogStyles];

  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) pair!: PairView;
  @property() heading = '';
  @property({ attribute: false }) projectSettings: Partial<Settings> = {};
  @property({ attribute: false }) video: SourceView | undefined;
  @property({ attribute: false }) audio: SourceView | undefined;
  /** Those of all windows. */
  @property({ attribute: false }) tries: readonly TryingView[] = [];
  /** Seconds of the recording; undefined until it was read. */
  @state() private at: number | undefined;
  /** What sliders say where that is not what is kept. */
  @state() private turned: Partial<TriedSettings> = {};
  private readonly name = `try-${Date.now().toString(36)}-${++windows}`;
  private runner: TryRunner | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
    this.runner?.stop();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('session')) {
      const ask = this.session.ask;
      this.runner ??= new TryRunner(this.name, ask, () => {
        this.requestUpdate();
      });
    }
    this.turned = differing(this.turned, this.kept);
    if (this.at !== undefined || this.audio?.facts.kind !== 'ready') return;
    const { duration, speechAt = 0 } = this.audio.facts;
    this.at = placeOfTry(speechAt, usedSpan(this.audio.part, duration));
    this.make();
  }

  private get layers(): SettingLayers {
    const { projectSettings: project, video, audio, pair } = this;
    return {
      project,
      video: video?.settings ?? {},
      audio: audio?.settings ?? {},
      pair: pair.settings,
    };
  }

  private get kept(): TriedSettings {
    const { strength, smoothing, silenceThreshold } = settingsOf(this.layers);
    return { strength, smoothing, silenceThreshold };
  }

  private get values(): TriedSettings {
    return { ...this.kept, ...this.turned };
  }

  private make(): void {
    clearTimeout(this.timer);
    const { at } = this;
    if (at === undefined || !this.session.trusted) return;
    this.runner?.want({ pair: this.pair.id, at, settings: this.values });
  }

  protected override render(): TemplateResult {
    const { session, kept, values } = this;
    const { say } = session;
    return html`<hg-dialog heading=${this.heading} closeLabel=${say('close')}>
      ${this.placePart()}
      <div class="parts">
        <div>
          <div class="screen">${this.screen()}</div>
          ${this.progress()}${this.remarks()}
        </div>
        <section aria-label=${say('try-sliders')}>
          <h3>${say('try-sliders')}</h3>
          <hg-try-sliders
            .session=${session}
            .value=${values}
            .kept=${kept}
            @value=${(event: ValueEvent<TriedSettings>) => {
              this.turn(event.value);
            }}
          ></hg-try-sliders>
          <hg-try-keep
            .session=${session}
            .pair=${this.pair}
            .layers=${this.layers}
            .values=${values}
            @back=${() => {
              this.turn(kept);
            }}
          ></hg-try-keep>
        </section>
      </div>
    </hg-dialog>`;
  }

  private placePart(): TemplateResult {
    const { say, trusted } = this.session;
    const facts = this.audio?.facts;
    if (facts?.kind !== 'ready' || this.at === undefined) {
      return html`<p class="quiet" role="status">${say('try-not-yet')}</p>`;
    }
    const here = this.runner?.state.shown?.wish.at === this.at;
    return html`<div class="place">
      <hg-try-place
        .session=${this.session}
        .peaks=${facts.waveform ?? []}
        .duration=${facts.duration}
        .used=${this.audio?.part}
        .value=${this.at}
        @value=${(event: ValueEvent<number>) => {
          this.at = event.value;
        }}
      ></hg-try-place>
      <hg-button
        class="go"
        appearance=${here ? 'secondary' : 'primary'}
        icon=${here ? 'refresh' : 'try'}
        ?disabled=${!trusted}
        hint=${say('try-hint')}
        @click=${() => {
          this.make();
        }}
        >${say(here ? 'try-again' : 'try-here')}</hg-button
      >
    </div>`;
  }

  private screen(): TemplateResult {
    const { say } = this.session;
    const { shown, problem, running, stopped } = this.runner?.state ?? { running: false };
    if (problem && !running) return noticeBanner('error', problem.sentence, problem.hint);
    if (!shown) {
      const text = stopped ? say('try-stopped') : say('try-hint');
      return html`<div class="waiting quiet"><p>${text}</p></div>`;
    }
    const companion: Companion = {
      address: shown.tried.preview.source,
      name: say('source'),
      course: { kind: 'once' },
    };
    return html`<hg-locked-player
      brief
      .session=${this.session}
      .preview=${shown.tried.preview}
      .companion=${companion}
      .resultName=${say('try-made')}
    ></hg-locked-player>`;
  }

  private progress(): TemplateResult {
    const { say } = this.session;
    const running = this.runner?.state.running === true;
    const { stage = '', fraction = 0 } = this.tries.find(({ id }) => id === this.name) ?? {};
    const text = say('try-making', { stage });
    return html`<div class="progress-line">
      <div class="how-far">
        ${running ? progressBar(fraction, text) : nothing}
        <p class="quiet" role="status">${running ? text : nothing}</p>
      </div>
      <hg-button
        icon="stop"
        ?hidden=${!running}
        @click=${() => {
          this.runner?.stop();
        }}
        >${say('try-stop')}</hg-button
      >
    </div>`;
  }

  private remarks(): TemplateResult {
    return tryRemarks(this.runner?.state.shown?.tried, this.session.say);
  }

  private turn(values: TriedSettings): void {
    this.turned = differing(values, this.kept);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.make();
    }, DEBOUNCE_MS);
  }
}

/** What is kept meanwhile is not turned any more. */
function differing(values: Partial<TriedSettings>, kept: TriedSettings): Partial<TriedSettings> {
  const entries = Object.entries(values);
  return Object.fromEntries(
    entries.filter(([name, value]) => value !== kept[name as keyof TriedSettings]),
  );
}
