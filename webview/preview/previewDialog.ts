import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { HistoryEntry, Notice, PairView, Preview } from '../../src/protocol/editor.js';
import { noticeBanner, noticeBannerStyles } from '../page/noticeBanner.js';
import type { Against } from '../page/pageEvents.js';
import type { Session } from '../page/session.js';
import '../controls/button.js';
import '../controls/dialogBox.js';
import { progressBar, progressStyles } from '../controls/progressBar.js';
import '../controls/segmented.js';
import type { ValueEvent } from '../controls/valueEvent.js';
import { baseStyles } from '../styles/base.js';
import { percent } from '../wording/pairStates.js';
import { dateTime } from '../wording/measures.js';
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
  @state() private problem: Notice | undefined;
  /** Made once each, and kept while the window is open. */
  @state() private made: Readonly<Partial<Record<Against, Shown>>> = {};

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('against')) void this.load(this.against);
  }

  private async load(against: Against): Promise<void> {
    if (this.made[against]) return;
    const { ask, say } = this.session;
    this.problem = undefined;
    const kind = against === 'source' ? 'preview' : 'compare';
    const answer = await ask({ kind, pair: this.pair.id });
    if (answer.kind === 'refused' && against === this.against) this.problem = answer.notice;
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
            name: this.previousName,
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
    this.made = { ...this.made, [against]: { preview, companion } };
  }

  private get previousName(): string {
    const { say, locale } = this.session;
    const previous = this.entry?.previous;
    return previous
      ? say('previous-result-of', { date: dateTime(previous.made, locale) })
      : say('previous-result');
  }

  protected override render(): TemplateResult {
    const { session, problem, entry } = this;
    const { say } = session;
    const previous = this.against === 'previous' ? entry?.previous : undefined;
    return html`<hg-dialog heading=${this.heading} closeLabel=${say('close')}>
      ${
        this.pair.state.kind === 'stale'
          ? noticeBanner('info', `${say('older-result')}:`, this.pair.state.reason)
          : nothing
      }
      ${entry?.previous || this.against === 'previous' ? this.choice() : nothing}
      ${problem ? noticeBanner('error', problem.sentence, problem.hint) : this.player()}
      ${
        entry && previous
          ? html`<hg-compared-measures
              .session=${session}
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
          { value: 'previous', label: say('previous-result') },
        ]}
        @value=${(event: ValueEvent<Against>) => {
          this.against = event.value;
        }}
      ></hg-segmented>
    </div>`;
  }

  private player(): TemplateResult {
    const { say } = this.session;
    const shown = this.made[this.against];
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
