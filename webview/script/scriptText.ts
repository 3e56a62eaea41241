import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { type ScriptSentence, sentencesOf } from '../../src/core/voice/sentences.js';
import { ValueEvent } from '../controls/valueEvent.js';
import { baseStyles } from '../styles/base.js';
import { scriptTextStyles } from './scriptTextStyles.js';
import { SentenceMarks } from './sentenceMarks.js';

/** What is written, and where the caret is in it. */
export interface WrittenScript {
  readonly text: string;
  readonly sentences: readonly ScriptSentence[];
  /** The sentence at the caret, or the one before it; -1: there is none. */
  readonly current: number;
}

/**
 * A text that is written sentence by sentence: each begins with its number. Fires `value` once a frame when the
 * text or the caret's sentence is another. Typing renders nothing anew but the lines that changed.
 */
@customElement('hg-script-text')
export class ScriptText extends LitElement {
  static override styles = [baseStyles, scriptTextStyles];

  @property() label = '';
  @property() placeholder = '';
  /** What is shown at first, and whenever it is set. */
  @property() value = '';
  /** It can be read, not written. */
  @property({ type: Boolean }) locked = false;
  /** The sentence that is heard now. */
  @property({ attribute: false }) spoken: ScriptSentence | undefined;
  @query('textarea') private readonly area!: HTMLTextAreaElement;
  @query('.lines') private readonly lines!: HTMLElement;
  private marks: SentenceMarks | undefined;
  private sentences: readonly ScriptSentence[] = [];
  private shown: string | undefined;
  private current = -1;
  private frame = 0;
  private readonly sizes = new ResizeObserver(() => {
    this.lines.style.width = `${this.area.clientWidth}px`;
  });

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    cancelAnimationFrame(this.frame);
    this.sizes.disconnect();
  }

  override focus(): void {
    this.area.focus();
  }

  /** What is in it at this moment. */
  get written(): WrittenScript {
    this.follow();
    return { text: this.area.value, sentences: this.sentences, current: this.current };
  }

  protected override render(): TemplateResult {
    return html`<div class="field">
      <div class="marks" aria-hidden="true"><div class="lines"></div></div>
      <textarea
        aria-label=${this.label}
        placeholder=${this.placeholder}
        spellcheck="true"
        dir="auto"
        ?readonly=${this.locked}
        @input=${this.soon}
        @click=${this.soon}
        @keyup=${this.soon}
        @select=${this.soon}
        @focus=${this.soon}
        @scroll=${this.onScroll}
      ></textarea>
    </div>`;
  }

  protected override firstUpdated(): void {
    this.marks = new SentenceMarks(this.lines);
    this.sizes.observe(this.area);
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('value') && this.area.value !== this.value) this.area.value = this.value;
    if (changed.has('value')) this.follow();
    if (changed.has('spoken')) this.showSpoken();
  }

  private readonly soon = (): void => {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => {
      if (this.follow()) this.dispatchEvent(new ValueEvent(this.written));
    });
  };

  /** Marks what is written now. @returns whether anything of it is another */
  private follow(): boolean {
    const { area, marks } = this;
    const text = area.value;
    const isOther = text !== this.shown;
    if (isOther && marks) {
      this.sentences = sentencesOf(text);
      marks.show(text, this.sentences);
      this.shown = text;
      marks.mark('spoken', undefined);
    }
    const current = sentenceAt(this.sentences, area.selectionStart);
    if (!isOther && current === this.current) return false;
    this.current = current;
    marks?.mark('current', this.sentences.at(Math.max(0, current)));
    return true;
  }

  private showSpoken(): void {
    const { spoken, marks, area } = this;
    marks?.mark('spoken', spoken);
    const piece = marks?.first('spoken');
    if (!piece) return;
    const { offsetTop: top, offsetHeight: height } = piece;
    const hidden = top < area.scrollTop || top + height > area.scrollTop + area.clientHeight;
    if (hidden) area.scrollTop = top - area.clientHeight / 3;
  }

  private readonly onScroll = (): void => {
    this.lines.style.transform = `translateY(${-this.area.scrollTop}px)`;
  };
}

/** The last sentence that begins before a place. */
function sentenceAt(sentences: readonly ScriptSentence[], place: number): number {
  let low = 0;
  let high = sentences.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sentences[middle].start <= place) low = middle + 1;
    else high = middle;
  }
  return sentences.length === 0 ? -1 : Math.max(0, low - 1);
}
