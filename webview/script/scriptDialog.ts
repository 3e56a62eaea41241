import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { LONGEST_SCRIPT } from '../../src/core/project/saySchema.js';
import type { Pronunciations, SaidText } from '../../src/core/voice/say.js';
import type { Voice } from '../../src/core/voice/voice.js';
import type { SourceView } from '../../src/protocol/editorView.js';
import type { SayView } from '../../src/protocol/scriptViews.js';
import { actionStyles } from '../controls/actionButton.js';
import '../controls/button.js';
import '../controls/dialogBox.js';
import type { ValueEvent } from '../controls/valueEvent.js';
import { noticeBannerStyles } from '../page/noticeBanner.js';
import { PageEvent } from '../page/pageEvents.js';
import type { ScriptDraft } from '../page/scriptDraft.js';
import type { Session } from '../page/session.js';
import { baseStyles } from '../styles/base.js';
import { fieldStyles } from './fieldStyles.js';
import { listenBar } from './listenBar.js';
import { type Heard, Listening } from './listening.js';
import type { ListenToWord } from './pronunciationTable.js';
import './pronunciationTable.js';
import { draftBanner, fileBanner, voicesBanner } from './scriptBanners.js';
import { scriptCounts } from './scriptCounts.js';
import { scriptDialogStyles } from './scriptDialogStyles.js';
import type { SpeakingChoices } from './scriptSettings.js';
import './scriptSettings.js';
import type { ScriptText, WrittenScript } from './scriptText.js';
import './scriptText.js';

/** Milliseconds that typing rests before what was typed is counted and kept. */
const REST_MS = 300;
const NOTHING_WRITTEN: WrittenScript = { text: '', sentences: [], current: -1 };

/** A window in which a script is written and heard. What is typed is kept as a draft. Fires `close`. */
@customElement('hg-script')
export class ScriptDialog extends LitElement {
  static override styles = [
    baseStyles,
    actionStyles,
    noticeBannerStyles,
    fieldStyles,
    scriptDialogStyles,
  ];

  @property({ attribute: false }) session!: Session;
  /** The script that is changed; without one it is new. */
  @property({ attribute: false }) source: SourceView | undefined;
  @property({ attribute: false }) pronunciations: Pronunciations = {};
  /** What was typed before, as it was when the window was opened. */
  @property({ attribute: false }) draft: ScriptDraft | undefined;
  @state() private voices: readonly Voice[] | undefined;
  /** Undefined while it is read. */
  @state() private text: string | undefined;
  @state() private choices: SpeakingChoices = { voice: '', speed: 1, pauses: {} };
  /** As it was a moment ago. */
  @state() private written = NOTHING_WRITTEN;
  @state() private resumed = false;
  /** A script of a file is written here from now on. */
  @state() private taken = false;
  @state() private saving = false;
  @query('hg-script-text') private readonly field?: ScriptText;
  @query('#name') private readonly nameField?: HTMLInputElement;
  private label = '';
  private listening!: Listening;
  private sentencesHeard: WrittenScript['sentences'] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** What is saved of it; a draft is what differs. */
  private saved = '';
  private ended = false;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
    this.listening.stop();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('session') || this.hasUpdated) return;
    this.listening = new Listening(this.session.ask, () => {
      this.requestUpdate();
    });
    void this.findVoices();
    if (this.draft) this.takeUp(this.draft);
    else void this.begin();
  }

  protected override firstUpdated(): void {
    // After the window, which takes the focus for its first button.
    setTimeout(() => this.field?.focus());
  }

  private get key(): string {
    return this.source?.id ?? '';
  }

  private get say(): SayView | undefined {
    return this.source?.say;
  }

  /** The text stands in a file, and is changed there. */
  private get locked(): boolean {
    return this.say?.file !== undefined && !this.taken;
  }

  /** What is saved, or nothing. */
  private async begin(): Promise<void> {
    const { source, say } = this;
    this.label = say?.label ?? '';
    this.choices = { voice: say?.voice ?? '', speed: say?.speed ?? 1, pauses: say?.pauses ?? {} };
    [this.taken, this.resumed] = [false, false];
    if (this.nameField) this.nameField.value = this.label;
    this.text = source ? await this.read(source.id) : '';
    await this.updateComplete;
    this.look();
    this.saved = this.signature();
  }

  private async read(id: string): Promise<string> {
    const answer = await this.session.ask({ kind: 'read-script', id });
    return answer.kind === 'script' ? answer.text : '';
  }

  private takeUp(draft: ScriptDraft): void {
    this.label = draft.label;
    this.choices = { voice: draft.voice, speed: draft.speed, pauses: draft.pauses };
    this.taken = draft.locked !== true && this.say?.file !== undefined;
    [this.text, this.resumed] = [draft.text, true];
    void this.updateComplete.then(() => {
      this.look();
    });
  }

  private async findVoices(): Promise<void> {
    if (!this.session.trusted) {
      this.voices = [];
      return;
    }
    this.voices = undefined;
    const answer = await this.session.ask({ kind: 'voices' });
    this.voices = answer.kind === 'voices' ? answer.voices : [];
  }

  protected override render(): TemplateResult {
    const { session, source, written } = this;
    const { say, trusted } = session;
    const heading = source ? say('script-edit', { name: source.name }) : say('script-new');
    return html`<hg-dialog
      heading=${heading}
      closeLabel=${say('close')}
      @keydown=${this.onKey}
      @close=${this.leave}
    >
      ${this.banners()}
      <label class="name"
        >${say('script-name')}<input
          id="name"
          class="plain"
          maxlength="500"
          dir="auto"
          placeholder=${say('script-name-hint')}
          ?disabled=${!trusted}
          .value=${this.label}
          @input=${(event: Event) => {
            this.label = (event.currentTarget as HTMLInputElement).value;
            this.soon();
          }}
      /></label>
      <div class="parts">
        <div class="writing">
          ${this.textField()}
          ${listenBar(session, {
            state: this.listening.state,
            written,
            disabled: !trusted || !this.audible || written.current < 0,
            listen: this.listen,
            stop: this.listening.stop,
          })}
          ${scriptCounts(session, { written, choices: this.choices, known: this.text !== undefined })}
        </div>
        <hg-script-settings
          .session=${session}
          .voices=${this.voices}
          .value=${this.choices}
          .state=${this.listening.state}
          @value=${(event: ValueEvent<SpeakingChoices>) => {
            this.choices = event.value;
            this.soon();
          }}
          @sample=${this.sample}
          @quiet=${this.listening.stop}
        ></hg-script-settings>
      </div>
      ${this.words()}
      <div class="buttons">
        <hg-button appearance="primary" ?disabled=${!this.savable} @click=${() => void this.save()}
          >${say(source ? 'script-save' : 'script-add')}</hg-button
        >
        <span class="quiet">${say('script-unsaved')}</span>
      </div>
    </hg-dialog>`;
  }

  private banners(): TemplateResult {
    const { session, say, voices, resumed, locked } = this;
    const file = say?.file;
    return html`${voices?.length === 0 && session.trusted ? voicesBanner(session, () => void this.findVoices()) : nothing}
    ${resumed ? draftBanner(session, this.source !== undefined, () => void this.beginAnew()) : nothing}
    ${
      file !== undefined && locked
        ? fileBanner(session, { file, id: this.key, takeIn: () => void this.takeIn() })
        : nothing
    }`;
  }

  private textField(): TemplateResult {
    const { say, trusted } = this.session;
    const { text, listening, sentencesHeard } = this;
    if (text === undefined) {
      return html`<p class="reading quiet" role="status">${say('script-reading')}</p>`;
    }
    const { state } = listening;
    const number = state.kind === 'playing' ? Number(/^sentence (\d+)/.exec(state.key)?.[1]) : NaN;
    return html`<hg-script-text
      label=${say('script-text')}
      placeholder=${say('script-placeholder')}
      .value=${text}
      ?locked=${this.locked || !trusted}
      .spoken=${Number.isNaN(number) ? undefined : sentencesHeard.at(number)}
      @value=${this.soon}
    ></hg-script-text>`;
  }

  private words(): TemplateResult {
    const { session, pronunciations } = this;
    const count = Object.keys(pronunciations).length;
    return html`<details>
      <summary>${session.say('words-title')}${count > 0 ? ` (${count})` : nothing}</summary>
      <hg-pronunciations
        .session=${session}
        .words=${pronunciations}
        .state=${this.listening.state}
        ?audible=${session.trusted && this.audible}
        @value=${({ key, value: { word, said } }: ListenToWord) => {
          this.hear([
            {
              key,
              words: { ...this.spoken(word), pronunciations: said === '' ? {} : { [word]: said } },
            },
          ]);
        }}
        @quiet=${this.listening.stop}
      ></hg-pronunciations>
    </details>`;
  }

  private get audible(): boolean {
    return (this.voices?.length ?? 0) > 0;
  }

  private get savable(): boolean {
    const { text, sentences } = this.written;
    const fits = this.locked || (sentences.length > 0 && text.length <= LONGEST_SCRIPT);
    return this.session.trusted && !this.saving && this.text !== undefined && fits;
  }

  /** Typing renders nothing of the window until it rests; the field itself marks what is typed. */
  private readonly soon = (): void => {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.look();
      this.keepDraft(true);
    }, REST_MS);
  };

  private look(): void {
    this.written = this.field?.written ?? NOTHING_WRITTEN;
  }

  private signature(): string {
    const { voice, speed, pauses } = this.choices;
    return JSON.stringify([this.written.text, this.label, voice, speed, pauses, this.taken]);
  }

  private keepDraft(open: boolean): void {
    if (this.text === undefined || this.ended || !this.session.trusted) return;
    const isSame = this.signature() === this.saved;
    const { text } = this.written;
    const isNothing = isSame || (!this.source && text.trim() === '' && this.label === '');
    const { key, label, choices, locked } = this;
    const draft = {
      key,
      text,
      label,
      ...choices,
      ...(locked && { locked }),
      ...(open && { open }),
    };
    this.tell(isNothing ? undefined : draft);
  }

  private tell(draft: ScriptDraft | undefined): void {
    const { key } = this;
    this.dispatchEvent(new PageEvent({ kind: 'draft', key, ...(draft && { draft }) }));
  }

  private async beginAnew(): Promise<void> {
    this.tell(undefined);
    await this.begin();
    this.field?.focus();
  }

  private async takeIn(): Promise<void> {
    this.taken = true;
    await this.updateComplete;
    this.field?.focus();
    this.soon();
  }

  private readonly listen = (on: boolean): void => {
    const written = this.field?.written;
    if (!written || written.current < 0) return;
    this.written = written;
    const { sentences, current } = written;
    this.sentencesHeard = sentences;
    const wanted = on ? sentences.slice(current) : sentences.slice(current, current + 1);
    this.hear(
      wanted.map(({ text }, at) => ({
        key: `sentence ${current + at}${on ? ' on' : ''}`,
        words: this.spoken(text),
      })),
    );
  };

  private readonly sample = (): void => {
    const { voice } = this.choices;
    const language = this.voices?.find(({ id }) => id === voice)?.language ?? this.session.locale;
    const text = this.session.say(/^zh/.test(language) ? 'voice-sample-zh' : 'voice-sample-en');
    this.hear([{ key: 'sample', words: this.spoken(text) }]);
  };

  private hear(all: readonly Heard[]): void {
    void this.listening.play(all);
  }

  private spoken(text: string) {
    const { voice, speed } = this.choices;
    return { text, speed, ...(voice !== '' && { voice }) };
  }

  private async save(): Promise<void> {
    this.look();
    if (!this.savable) return;
    this.saving = true;
    const { source, say } = this;
    const { voice, speed, pauses } = this.choices;
    const script: SaidText =
      this.locked && say?.file !== undefined
        ? { kind: 'file', path: say.file }
        : { kind: 'text', text: this.written.text };
    const answer = await this.session.ask({
      kind: 'write-script',
      ...(source && { id: source.id }),
      label: this.label,
      say: { script, speed, pauses, ...(voice !== '' && { voice }) },
    });
    this.saving = false;
    if (answer.kind !== 'ok') return;
    this.ended = true;
    this.tell(undefined);
    this.dispatchEvent(new Event('close'));
  }

  /** The window goes, by its own button or by Escape. */
  private readonly leave = (): void => {
    clearTimeout(this.timer);
    this.look();
    this.keepDraft(false);
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && this.listening.state.kind !== 'quiet') {
      this.listening.stop();
      // It silences first, and closes when pressed again.
      event.preventDefault();
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && this.audible) {
      event.preventDefault();
      this.listen(event.shiftKey);
    }
  };
}
