import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { EditorView, PairView, SourceView } from '../../src/protocol/editorView.js';
import { PageEvent } from '../page/pageEvents.js';
import type { Session } from '../page/session.js';
import '../batch/sourceCard.js';
import '../controls/button.js';
import '../controls/dropdown.js';
import type { Choice } from '../controls/dropdown.js';
import { icon } from '../controls/icon.js';
import type { ValueEvent } from '../controls/valueEvent.js';
import '../pairs/pairRow.js';
import '../script/scriptButtons.js';
import { baseStyles } from '../styles/base.js';
import { canGenerate, canTry, hasResult, isBusy, isUpToDate } from '../wording/pairStates.js';
import { singlePageStyles } from './singlePageStyles.js';
import { dropHint } from '../wording/dropHint.js';

type List = SourceView['list'];

/**
 * One video, one recording, one button: the same project seen simply. What is added while this page
 * is open becomes its choice.
 */
@customElement('hg-single-page')
export class SinglePage extends LitElement {
  static override styles = [baseStyles, singlePageStyles];

  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) project!: NonNullable<EditorView['project']>;
  /** Ids of what is chosen; empty or gone: nothing. */
  @property() video = '';
  @property() audio = '';
  @property({ type: Boolean }) dropping = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('project');
    if (!before) return;
    this.chooseNew('videos', before.videos);
    this.chooseNew('audios', before.audios);
  }

  private chooseNew(list: List, before: readonly SourceView[]): void {
    const now = this.project[list];
    if (now === before) return;
    const known = new Set(before.map(({ id }) => id));
    const added = now.find(({ id }) => !known.has(id));
    if (added) this.choose(list, added.id);
  }

  private choose(list: List, id: string): void {
    const state = list === 'videos' ? { singleVideo: id } : { singleAudio: id };
    this.dispatchEvent(new PageEvent({ kind: 'remember', state }));
  }

  protected override render(): TemplateResult {
    const { say } = this.session;
    const video = this.project.videos.find(({ id }) => id === this.video);
    const audio = this.project.audios.find(({ id }) => id === this.audio);
    const pair = this.project.pairs.find(
      (each) => each.video === this.video && each.audio === this.audio,
    );
    const busy = pair !== undefined && isBusy(pair.state);
    const made = pair !== undefined && hasResult(pair.state);
    return html`<p class="quiet">${dropHint(this.session, 'single-intro')}</p>
      <div class="zones">${this.zone('videos', video)} ${this.zone('audios', audio)}</div>
      <div class="go">
        ${made ? this.watchButton(pair) : nothing}
        <hg-button
          appearance=${made ? 'secondary' : 'primary'}
          icon=${made ? 'refresh' : 'play'}
          ?disabled=${!this.ready(video, audio, pair)}
          @click=${() => void this.generate(pair)}
          >${say(made ? 'generate-again' : 'generate')}</hg-button
        >
        <hg-button
          icon="try"
          hint=${say('try-hint')}
          ?disabled=${!this.tryable(video, audio, pair)}
          @click=${() => void this.tryOut(pair)}
          >${say('try')}</hg-button
        >
        <hg-button
          icon="stop"
          ?hidden=${!busy}
          @click=${() => pair && void this.session.ask({ kind: 'cancel', pairs: [pair.id] })}
          >${say('cancel')}</hg-button
        >
      </div>
      ${
        pair && video && audio && pair.state.kind !== 'new'
          ? html`<section class="result" aria-label=${say('single-result')}>
              <hg-pair-row
                .session=${this.session}
                .pair=${pair}
                .video=${video}
                .audio=${audio}
                .matrix=${this.project.matrix}
                current
              ></hg-pair-row>
            </section>`
          : nothing
      }`;
  }

  private watchButton({ id }: PairView): TemplateResult {
    return html`<hg-button
      appearance="primary"
      icon="eye"
      @click=${() => this.dispatchEvent(new PageEvent({ kind: 'preview', pair: id }))}
      >${this.session.say('single-play')}</hg-button
    >`;
  }

  private ready(
    video: SourceView | undefined,
    audio: SourceView | undefined,
    pair: PairView | undefined,
  ): boolean {
    const { trusted } = this.session;
    return trusted && !!video && !!audio && (pair === undefined || canGenerate(pair.state));
  }

  private tryable(
    video: SourceView | undefined,
    audio: SourceView | undefined,
    pair: PairView | undefined,
  ): boolean {
    return this.session.trusted && !!video && !!audio && (pair === undefined || canTry(pair.state));
  }

  private zone(list: List, source: SourceView | undefined): TemplateResult {
    const { say, ask, trusted } = this.session;
    const isVideo = list === 'videos';
    const others = this.project[list].length > 0;
    return html`<section
      class="zone ${this.dropping ? 'dropping' : ''} ${source ? 'filled' : ''}"
      aria-label=${say(isVideo ? 'video' : 'audio')}
    >
      ${
        source
          ? html`<hg-source-card
              .session=${this.session}
              .source=${source}
              current
            ></hg-source-card>`
          : html`<div class="invite">
              ${icon(isVideo ? 'video' : 'audio')}
              <strong>${say(isVideo ? 'single-video-empty' : 'single-audio-empty')}</strong>
              <span class="quiet">${say(isVideo ? 'single-video-hint' : 'single-audio-hint')}</span>
            </div>`
      }
      <div class="zone-actions">
        <hg-button ?disabled=${!trusted} @click=${() => void ask({ kind: 'pick', list })}
          >${say(isVideo ? 'choose-video' : 'choose-audio')}</hg-button
        >
        ${
          isVideo ? nothing : html`<hg-script-buttons .session=${this.session}></hg-script-buttons>`
        }
        ${
          others
            ? html`<hg-dropdown
                label=${say('single-or-pick')}
                .choices=${this.choices(list)}
                .value=${source?.id ?? ''}
                @value=${(event: ValueEvent<string>) => {
                  this.choose(list, event.value);
                }}
              ></hg-dropdown>`
            : nothing
        }
      </div>
    </section>`;
  }

  private choices(list: List): Choice[] {
    const sources = this.project[list].map(({ id, name }) => ({ value: id, label: name }));
    return [{ value: '', label: `${this.session.say('single-or-pick')}…` }, ...sources];
  }

  /** Pairs the two first if they are no pair yet. */
  private async paired(pair: PairView | undefined): Promise<boolean> {
    if (pair) return true;
    const { video, audio } = this;
    const kind = this.project.matrix ? 'include-cell' : 'add-pair';
    const edit = { kind, video, audio } as const;
    const answer = await this.session.ask({ kind: 'edit', edit });
    return answer.kind !== 'refused';
  }

  private async tryOut(pair: PairView | undefined): Promise<void> {
    const { video, audio } = this;
    if (!(await this.paired(pair))) return;
    this.dispatchEvent(new PageEvent({ kind: 'try', pair: `${video}+${audio}` }));
  }

  private async generate(pair: PairView | undefined): Promise<void> {
    const { video, audio } = this;
    const { ask } = this.session;
    if (!(await this.paired(pair))) return;
    const force = pair !== undefined && isUpToDate(pair.state);
    await ask({ kind: 'generate', pairs: [`${video}+${audio}`], force });
  }
}
