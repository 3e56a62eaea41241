import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { SourceView } from '../../src/protocol/editorView.js';
import { openPlayer } from '../page/oneAtATime.js';
import { PageEvent } from '../page/pageEvents.js';
import type { Session } from '../page/session.js';
import {
  type Action,
  actionButton,
  actionStyles,
  shyActionStyles,
} from '../controls/actionButton.js';
import { icon } from '../controls/icon.js';
import { progressStyles } from '../controls/progressBar.js';
import { baseStyles } from '../styles/base.js';
import { briefTime } from '../../src/core/strings/exactTime.js';
import { cssProperties } from '../styles/cssProperties.js';
import { thumbnailCrop } from '../wording/thumbnailCrop.js';
import { sourceCardStyles } from './sourceCardStyles.js';
import '../source/sourcePlayer.js';
import type { SourcePlayer } from '../source/sourcePlayer.js';
import type { ValueEvent } from '../controls/valueEvent.js';
import { fileMeasures } from '../source/fileMeasures.js';
import { placesOf, trimOffers, trimOfferStyles } from '../source/usedPart.js';
import { scriptLines } from '../script/scriptLines.js';
import '../script/transcriptButton.js';
import { transcriptLines } from '../script/transcriptLines.js';
import './sourceForm.js';
import { waveform } from './waveform.js';

/** One video or audio on its shelf. */
@customElement('hg-source-card')
export class SourceCard extends LitElement {
  static override styles = [
    baseStyles,
    actionStyles,
    shyActionStyles,
    sourceCardStyles,
    trimOfferStyles,
    progressStyles,
  ];

  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) source!: SourceView;
  /** Its shelf's tab stop, whose actions are tab stops too. */
  @property({ type: Boolean, reflect: true }) current = false;
  @state() private editing = false;
  @state() private allConcerns = false;
  @state() private copying = false;
  /** Its player is open. */
  @property({ type: Boolean, reflect: true }) playing = false;
  @state() private sounding = false;
  @query('hg-source-player') private readonly player?: SourcePlayer;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    openPlayer.over(this.closePlayer);
  }

  protected override render(): TemplateResult {
    return html`<div class="card">
        ${this.picture()}
        <div class="text">
          <div class="name clip" title=${this.source.path}>${this.source.name}</div>
          ${this.meta()}
        </div>
        <div class="actions shy">${this.textButton()}${this.actions().map(this.button)}</div>
      </div>
      ${
        this.editing
          ? html`<hg-source-form
              .session=${this.session}
              .source=${this.source}
              @close=${this.stopEditing}
            ></hg-source-form>`
          : nothing
      }
      ${
        this.playing
          ? html`<hg-source-player
              .session=${this.session}
              .source=${this.source}
              @value=${({ value }: ValueEvent<boolean>) => {
                this.sounding = value;
              }}
              @close=${this.stopPlaying}
            ></hg-source-player>`
          : nothing
      }`;
  }

  private picture(): TemplateResult {
    if (!this.playable) return this.still();
    const label = this.session.say('play-source', { name: this.source.name });
    return html`<button
      type="button"
      class="play-picture"
      title=${label}
      aria-label=${label}
      aria-pressed=${this.sounding ? 'true' : 'false'}
      tabindex=${this.current ? 0 : -1}
      @click=${this.togglePlayer}
    >
      ${this.still()}<span class="badge">${icon(this.sounding ? 'pause' : 'play')}</span>
    </button>`;
  }

  private still(): TemplateResult {
    const { facts, list, name } = this.source;
    const { say } = this.session;
    const ready = facts.kind === 'ready' ? facts : undefined;
    if (ready?.thumbnail !== undefined) {
      const label = say('thumbnail-of', { name });
      const crop = thumbnailCrop(this.source);
      return html`<div class="picture">
        <img
          src=${ready.thumbnail}
          alt=${label}
          loading="lazy"
          ${cssProperties({ 'object-position': crop?.position ?? '50% 50%' })}
        />
        ${crop?.mark ? this.faceMark(crop.mark) : nothing}
      </div>`;
    }
    if (ready?.waveform) {
      const { part } = this.source;
      return html`<div
        class="picture ${part ? 'partly' : ''}"
        ${cssProperties(part ? placesOf(part, ready.duration) : {})}
      >
        ${waveform(ready.waveform, say('waveform-of', { name }))}
      </div>`;
    }
    const symbol = this.source.say ? 'log' : list === 'videos' ? 'video' : 'audio';
    return html`<div class="picture">${icon(symbol)}</div>`;
  }

  /** Decoration: that a face was chosen is said in words. */
  private faceMark({ left, top }: { readonly left: number; readonly top: number }): TemplateResult {
    const place = { left: `${left.toFixed(1)}%`, top: `${top.toFixed(1)}%` };
    return html`<span class="face-mark" ${cssProperties(place)}></span>`;
  }

  private meta(): TemplateResult | typeof nothing {
    const { facts, face, mostFaces = 0, settings, consent } = this.source;
    const { say } = this.session;
    switch (facts.kind) {
      case 'unknown':
        return html`<div class="meta quiet">
          ${say(this.session.trusted ? 'reading-file' : 'not-read')}
        </div>`;
      case 'missing':
        // What is not spoken yet has no file that could be missing.
        if (this.source.say) return this.script();
        return this.problem(say('file-missing'), say('file-missing-hint'));
      case 'unreadable':
        return this.source.outside === undefined
          ? this.problem(facts.notice.sentence, facts.notice.hint)
          : this.outsideProblem(facts.notice.sentence, this.source.outside);
      case 'ready': {
        const { offset } = this.source;
        const extras = [
          mostFaces > 1 ? say('face-count', { count: mostFaces }) : '',
          offset === undefined ? '' : say('late-by', { time: briefTime(offset) }),
          face ? say('face-chosen') : '',
          consent === undefined ? '' : say('consent-noted'),
          Object.keys(settings).length > 0 ? say('has-settings') : '',
        ].filter((text) => text !== '');
        return html`<div class="meta quiet">${fileMeasures(this.session, this.source, facts)}</div>
          ${this.source.say ? this.script() : nothing} ${this.transcript()}
          ${extras.length > 0 ? html`<div class="meta">${extras.join(' · ')}</div>` : nothing}
          ${trimOffers(this.session, this.source, this.current)} ${this.concerns()}`;
      }
    }
  }

  private script(): TemplateResult | typeof nothing {
    return scriptLines(this.session, this.source, (action) => this.button(action));
  }

  private transcript(): TemplateResult | typeof nothing {
    const choose = (): void => {
      this.dispatchEvent(new PageEvent({ kind: 'find-transcript', audio: this.source.id }));
    };
    return transcriptLines(this.session, this.source, { button: this.button, choose });
  }

  private textButton(): TemplateResult | typeof nothing {
    const { list, say } = this.source;
    if (list === 'videos' || say) return nothing;
    return html`<hg-transcript-button
      .session=${this.session}
      .source=${this.source}
      ?untabbed=${!this.current}
    ></hg-transcript-button>`;
  }

  /** What a check says, the first thing at once and the others when asked for. */
  private concerns(): TemplateResult | typeof nothing {
    const { concerns = [] } = this.source;
    const { say } = this.session;
    if (concerns.length === 0) return nothing;
    const shown = this.allConcerns ? concerns : concerns.slice(0, 1);
    const more = {
      icon: this.allConcerns ? 'remove' : 'add',
      label: this.allConcerns
        ? say('concerns-less')
        : say('concerns-more', { count: concerns.length - 1 }),
      run: () => {
        this.allConcerns = !this.allConcerns;
      },
    } as const;
    return html`${shown.map(
      ({ sentence, hint }) =>
        html`<div class="problem concern" title=${hint}>
          ${icon('warning')}<span>${sentence}</span>
        </div>`,
    )}
    ${
      concerns.length > 1
        ? html`<div class="mend">${this.button({ ...more, text: more.label, main: true })}</div>`
        : nothing
    }`;
  }

  /** Pairs that use it wait; the rest of the project goes on. */
  private outsideProblem(sentence: string, outside: 'mendable' | 'refused'): TemplateResult {
    const { list, id, name } = this.source;
    const { say, ask, trusted } = this.session;
    if (outside === 'refused') return this.problem(sentence, say('outside-file-refused'));
    const allow = { kind: 'set-outside', source: { list, id }, outside: true } as const;
    const copy = async (): Promise<void> => {
      this.copying = true;
      await ask({ kind: 'copy-in', list, id });
      this.copying = false;
    };
    const disabled = !trusted || this.copying;
    return this.problem(sentence, say('outside-file-hint'), [
      {
        ...({ icon: 'shield', main: true, disabled } as const),
        label: `${say('outside-allow')}: ${name}`,
        text: say('outside-allow'),
        hint: say('outside-allow-hint'),
        run: () => void ask({ kind: 'edit', edit: allow }),
      },
      {
        ...({ icon: 'download', main: true, disabled } as const),
        label: `${say('outside-copy')}: ${name}`,
        text: say(this.copying ? 'outside-copying' : 'outside-copy'),
        hint: say('outside-copy-hint'),
        run: () => void copy(),
      },
    ]);
  }

  private problem(sentence: string, hint: string, ways: readonly Action[] = []): TemplateResult {
    const { list, id, name } = this.source;
    const { say, ask, trusted } = this.session;
    return html`<div class="problem">${icon('warning')}<span>${sentence} ${hint}</span></div>
      <div class="mend">
        ${ways.map(this.button)}
        ${this.button({
          icon: 'link',
          label: `${say('relink')} ${name}`,
          text: say('relink'),
          main: true,
          disabled: !trusted,
          run: () => void ask({ kind: 'relink', list, id }),
        })}
      </div>`;
  }

  private actions(): Action[] {
    const { list, id, name, facts } = this.source;
    const { say, trusted } = this.session;
    const disabled = !trusted;
    const actions: Action[] = [];
    if (list === 'videos' && (facts.kind === 'ready' || facts.kind === 'unknown')) {
      actions.push({
        icon: 'face',
        label: say('choose-face', { name }),
        disabled,
        run: () => this.dispatchEvent(new PageEvent({ kind: 'face', video: id })),
      });
    }
    if (list === 'videos') {
      actions.push({
        icon: 'shield',
        label: say('consent-open', { name }),
        run: () => this.dispatchEvent(new PageEvent({ kind: 'consent', video: id })),
      });
    }
    if (this.source.say) {
      actions.push({
        ...({ icon: 'log', disabled } as const),
        label: say('card-edit-script', { name }),
        run: this.editScript,
      });
    }
    return [
      ...actions,
      {
        icon: 'edit',
        label: say('rename', { name }),
        disabled,
        run: () => {
          if (this.editing) void this.stopEditing();
          else this.edit();
        },
      },
      {
        icon: 'settings',
        label: say('settings-of', { name }),
        run: () => {
          const scope = { kind: list === 'videos' ? 'video' : 'audio', id } as const;
          this.dispatchEvent(new PageEvent({ kind: 'settings', scope }));
        },
      },
      {
        icon: 'trash',
        label: say('remove', { name }),
        disabled,
        run: () => {
          this.removeSource();
        },
      },
    ];
  }

  private readonly button = (action: Action): TemplateResult =>
    actionButton({ ...action, untabbed: !this.current });

  private get playable(): boolean {
    return this.session.trusted && this.source.facts.kind === 'ready';
  }

  /** Plays it, in a player below it, or pauses that. */
  readonly togglePlayer = (): void => {
    if (this.playing) this.player?.toggle();
    else if (this.playable) {
      openPlayer.begin(this.closePlayer);
      this.playing = true;
    }
  };

  private readonly closePlayer = (): void => {
    this.playing = this.sounding = false;
  };

  private readonly stopPlaying = async (): Promise<void> => {
    openPlayer.over(this.closePlayer);
    this.closePlayer();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.play-picture')?.focus();
  };

  /** Opens what is written of it: a script, else the form for its name. */
  open(): void {
    if (this.source.say) this.editScript();
    else this.edit();
  }

  private readonly editScript = (): void => {
    this.dispatchEvent(new PageEvent({ kind: 'script', audio: this.source.id }));
  };

  /** Opens the form for its name. */
  edit(): void {
    this.editing = this.session.trusted;
  }

  removeSource(): void {
    const { ask, trusted } = this.session;
    const { list, id } = this.source;
    if (!trusted) return;
    void ask({ kind: 'edit', edit: { kind: 'remove-source', source: { list, id } } });
  }

  private readonly stopEditing = async (): Promise<void> => {
    this.editing = false;
    await this.updateComplete;
    const label = this.session.say('rename', { name: this.source.name });
    for (const button of this.renderRoot.querySelectorAll('button')) {
      if (button.title === label) button.focus();
    }
  };
}
