import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type {
  HistoryEntry,
  MadeVideo,
  Notice,
  PairView,
  Preview,
} from '../../src/protocol/editorView.js';
import { noticeBanner, noticeBannerStyles } from '../page/noticeBanner.js';
import type { Against } from '../page/pageEvents.js';
import type { Session } from '../page/session.js';
import '../controls/button.js';
import '../controls/dialogBox.js';
import { progressBar, progressStyles } from '../controls/progressBar.js';
import '../controls/dropdown.js';
import '../controls/segmented.js';
import type { ValueEvent } from '../controls/valueEvent.js';
import { baseStyles } from '../styles/base.js';
import { percent } from '../wording/pairStates.js';
import { datesTold, dateTime } from '../wording/measures.js';
import './comparedMeasures.js';
import './lockedPlayer.js';
import type { Companion } from './lockedPlayer.js';

interface Shown {
  readonly preview: Preview;
  readonly companion: Companion;
}

/** Plays a result beside what was filmed, or beside the result before it. Fires `close`. */
@customElement('hg-preview')
export class PreviewDialog extends LitElement {
  static override styles = [
    baseStyles,
    noticeBannerStyles,
    progressStyles,
    css`
      .waiting {
        padding: 60px 0;
        text-align: center;
      }
      .against {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px;
        padding-bottom: 10px;
      }
      .files {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px;
        padding-top: 12px;
      }
      .files .clip {
        flex: 1 1 120px;
      }
    `,
  ];

  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) pair!: PairView;
  @property() heading = '';
  @property({ attribute: false }) entry: HistoryEntry | undefined;
  /** How far the copies are that are waited for, 0..1 where that is known. */
  @property({ attribute: false }) fraction: number | undefined;
  /** What the result is seen beside at first. */
  @property() against: Against = 'source';
  /** Which of the earlier results, where there are several: 1 is the one before this. */
  @property({ type: Number }) number = 1;
  /** Whether it plays as soon as it can. */
  @property({ type: Boolean }) plays = false;
  @state() private problem: Notice | undefined;
  /** Made once each, and kept while the window is open. */
  @state() private made: Readonly<Partial<Record<string, Shown>>> = {};

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('against') || changed.has('number')) void this.load();
  }

  /** What is seen beside the result, as a name. */
  private get beside(): string {
    return this.against === 'source' ? 'source' : `earlier-${this.number}`;
  }

  private async load(): Promise<void> {
    const { beside, against, number } = this;
    this.problem = undefined;
    if (this.made[beside]) return;
    const { ask, say } = this.session;
    const pair = this.pair.id;
    const later = number > 1 && { number };
    const answer = await ask(
      against === 'source' ? { kind: 'preview', pair } : { kind: 'compare', pair, ...later },
    );
    if (answer.kind === 'refused' && beside === this.beside) this.problem = answer.notice;
    const preview =
      answer.kind === 'preview'
        ? answer.preview
        : answer.kind === 'comparison'
          ? answer.current
          : undefined;
    if (!preview) return;
    const companion: Companion =
      answer.kind === 'comparison'
        ? {
            address: answer.previous.result,
            name: this.nameOf(number),
            course: { kind: 'once' },
            spans: answer.previous.spans,
          }
        : {
            address: preview.source,
            name: say('source'),
            course: {
              kind: 'there-and-back',
              frames: preview.sourceFrames,
              rate: preview.rate,
            },
          };
    this.made = { ...this.made, [beside]: { preview, companion } };
  }

  /** Of one result it is known which. */
  private get earlierLabel(): string {
    return this.session.say(this.entry?.older ? 'earlier-result' : 'previous-result');
  }

  private earlier(number: number): MadeVideo | undefined {
    if (number === 1) return this.entry?.previous;
    return this.entry?.older?.find((each) => each.number === number);
  }

  private nameOf(number: number): string {
    const { say, locale } = this.session;
    const earlier = this.earlier(number);
    if (!earlier) return say('previous-result');
    const date = dateTime(earlier.made, locale);
    return say(number === 1 ? 'previous-result-of' : 'earlier-result-of', { date });
  }

  private olderBanner(): TemplateResult | typeof nothing {
    const { state } = this.pair;
    const text = this.session.say('older-result');
    if (state.kind === 'stale') return noticeBanner('info', `${text}:`, state.reason);
    return 'older' in state ? noticeBanner('info', `${text}.`, '') : nothing;
  }

  protected override render(): TemplateResult {
    const { session, problem, entry } = this;
    const { say } = session;
    const previous = this.against === 'previous' ? this.earlier(this.number) : undefined;
    return html`<hg-dialog heading=${this.heading} closeLabel=${say('close')}>
      ${this.olderBanner()}
      ${entry?.previous || this.against === 'previous' ? this.choice() : nothing}
      ${problem ? noticeBanner('error', problem.sentence, problem.hint) : this.player()}
      ${
        entry && previous
          ? html`<hg-compared-measures
              .session=${session}
              .earlierName=${this.earlierLabel}
              .earlier=${previous}
              .later=${entry}
            ></hg-compared-measures>`
          : nothing
      }
      ${this.fileButtons()}
    </hg-dialog>`;
  }

  private choice(): TemplateResult {
    const { say } = this.session;
    return html`<div class="against">
      <span aria-hidden="true">${say('compare-with')}</span>
      <hg-segmented
        label=${say('compare-with')}
        .value=${this.against}
        .segments=${[
          { value: 'source', label: say('source') },
          { value: 'previous', label: this.earlierLabel },
        ]}
        @value=${(event: ValueEvent<Against>) => {
          this.against = event.value;
        }}
      ></hg-segmented>
      ${this.against === 'previous' ? this.whichEarlier() : nothing}
    </div>`;
  }

  /** Nothing to choose from where there is one. */
  private whichEarlier(): TemplateResult | typeof nothing {
    const { say, locale } = this.session;
    const { entry } = this;
    if (!entry?.previous || !entry.older) return nothing;
    const all = [{ number: 1, made: entry.previous.made }, ...entry.older];
    const dates = datesTold(
      all.map(({ made }) => made),
      locale,
    );
    const choices = all.map(({ number }, at) => ({ value: String(number), label: dates[at] }));
    return html`<hg-dropdown
      label=${say('earlier-which')}
      .choices=${choices}
      .value=${String(this.number)}
      @value=${(event: ValueEvent<string>) => {
        this.number = Number(event.value);
      }}
    ></hg-dropdown>`;
  }

  private player(): TemplateResult {
    const { say } = this.session;
    const shown = this.made[this.beside];
    if (!shown) {
      const text = this.against === 'source' ? 'preview-loading' : 'compare-loading';
      return html`<div class="waiting quiet">
        <p role="status">${say(text)}</p>
        ${this.fraction === undefined ? nothing : progressBar(this.fraction, say(text))}
        ${this.fraction === undefined ? nothing : percent(this.fraction)}
      </div>`;
    }
    return html`<hg-locked-player
      .session=${this.session}
      .preview=${shown.preview}
      .companion=${shown.companion}
      .resultName=${say(this.against === 'source' ? 'result' : 'this-result')}
      ?plays=${this.plays}
      @error=${this.onError}
    ></hg-locked-player>`;
  }

  private fileButtons(): TemplateResult {
    const { say, ask, inBrowser } = this.session;
    const { output } = this.pair;
    return html`<div class="files">
      <span class="clip quiet" title=${output}>${output}</span>
      <hg-button icon="open" @click=${() => void ask({ kind: 'open', output })}
        >${say('open-file')}</hg-button
      >
      <hg-button
        icon=${inBrowser ? 'download' : 'folder'}
        @click=${() => void ask({ kind: 'reveal', output })}
        >${say(inBrowser ? 'download-file' : 'reveal-file')}</hg-button
      >
    </div>`;
  }

  private readonly onError = (): void => {
    const { say } = this.session;
    this.problem = {
      code: 'preview',
      sentence: say('preview-cannot-play'),
      hint: say('preview-cannot-play-hint'),
    };
  };
}
