import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Pronunciations } from '../../src/core/voice/say.js';
import { actionButton, actionStyles } from '../controls/actionButton.js';
import '../controls/button.js';
import { ValueEvent } from '../controls/valueEvent.js';
import type { Session } from '../page/session.js';
import { baseStyles } from '../styles/base.js';
import { fieldStyles } from './fieldStyles.js';
import { listenButton } from './listenButton.js';
import type { ListeningState } from './listening.js';

/** A word as it is written, and how it is said. */
export interface SaidWord {
  readonly word: string;
  readonly said: string;
}

/** How words are said in a project. Writes what is changed at once. Fires `value` with a
 * word that is to be heard, and `quiet`. */
@customElement('hg-pronunciations')
export class PronunciationTable extends LitElement {
  static override styles = [
    baseStyles,
    actionStyles,
    fieldStyles,
    css`
      :host {
        display: block;
      }
      p {
        padding-bottom: 6px;
      }
      .grid {
        display: grid;
        grid-template-columns: minmax(0, 1fr) minmax(0, 1fr) auto;
        align-items: center;
        gap: 4px 6px;
        max-width: 640px;
      }
      .head {
        font-weight: 600;
      }
      .word {
        overflow-wrap: anywhere;
        unicode-bidi: plaintext;
      }
      .actions {
        display: flex;
      }
    `,
  ];

  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) words: Pronunciations = {};
  @property({ attribute: false }) state: ListeningState = { kind: 'quiet' };
  /** There is a voice to be heard. */
  @property({ type: Boolean }) audible = false;
  @query('#written') private readonly written!: HTMLInputElement;
  @query('#said') private readonly said!: HTMLInputElement;

  protected override render(): TemplateResult {
    const { say } = this.session;
    const words = Object.entries(this.words);
    return html`<p class="quiet">${say('words-intro')}</p>
      <div class="grid" role="group" aria-label=${say('words-title')}>
        <span class="head" aria-hidden="true">${say('words-written')}</span>
        <span class="head" aria-hidden="true">${say('words-said')}</span><span></span>
        ${repeat(
          words,
          ([word]) => word,
          ([word, said]) => this.row(word, said),
        )}
        ${this.adding()}
      </div>`;
  }

  private row(word: string, said: string): TemplateResult {
    const { session } = this;
    const { say, trusted } = session;
    return html`<span class="word">${word}</span>
      <input
        class="plain"
        maxlength="200"
        aria-label=${say('words-said-for', { word })}
        ?disabled=${!trusted}
        .value=${said}
        @change=${(event: Event) => {
          this.keep(word, (event.currentTarget as HTMLInputElement).value);
        }}
      />
      <span class="actions"
        >${this.listenTo(word, () => said)}${actionButton({
          icon: 'trash',
          label: say('words-remove', { word }),
          disabled: !trusted,
          run: () => {
            this.keep(word, '');
            this.written.focus();
          },
        })}</span
      >`;
  }

  private adding(): TemplateResult {
    const { say, trusted } = this.session;
    return html`<input
        id="written"
        class="plain"
        maxlength="100"
        aria-label=${say('words-written-of')}
        placeholder=${say('words-written')}
        ?disabled=${!trusted}
        @keydown=${this.onKey}
      /><input
        id="said"
        class="plain"
        maxlength="200"
        aria-label=${say('words-said-of')}
        placeholder=${say('words-example')}
        title=${say('words-example')}
        ?disabled=${!trusted}
        @keydown=${this.onKey}
      />
      <span class="actions"
        >${this.listenTo('', () => this.said.value)}${actionButton({
          icon: 'add',
          label: say('words-add'),
          text: say('words-add'),
          disabled: !trusted,
          run: () => void this.add(),
        })}</span
      >`;
  }

  private listenTo(word: string, said: () => string): TemplateResult {
    const { session, state } = this;
    return listenButton(session, state, {
      key: `word ${word}`,
      label: session.say('words-listen', { word: word === '' ? '…' : word }),
      disabled: !this.audible,
      listen: () => {
        const heard = { word: word === '' ? this.written.value : word, said: said() };
        if (heard.word.trim() === '') this.written.focus();
        else this.dispatchEvent(new ListenToWord(`word ${word}`, heard));
      },
      stop: () => this.dispatchEvent(new Event('quiet')),
    });
  }

  private keep(word: string, said: string): void {
    const edit = { kind: 'set-pronunciation', word, said: said.trim() } as const;
    void this.session.ask({ kind: 'edit', edit });
  }

  private readonly add = async (): Promise<void> => {
    const word = this.written.value.trim();
    const said = this.said.value.trim();
    if (word === '' || said === '') {
      (word === '' ? this.written : this.said).focus();
      return;
    }
    const edit = { kind: 'set-pronunciation', word, said } as const;
    const answer = await this.session.ask({ kind: 'edit', edit });
    if (answer.kind === 'refused') return;
    this.written.value = this.said.value = '';
    this.written.focus();
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    void this.add();
  };
}

/** Somebody wants to hear a word as it is said. */
export class ListenToWord extends ValueEvent<SaidWord> {
  constructor(
    readonly key: string,
    value: SaidWord,
  ) {
    super(value);
  }
}
