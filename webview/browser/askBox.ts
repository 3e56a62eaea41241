import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import '../controls/button.js';
import '../controls/dialogBox.js';
import { baseStyles } from '../styles/base.js';

/** A question with yes and no over the page. Fires `close` with no answer as well; `answered` has it. */
@customElement('hg-ask')
export class AskBox extends LitElement {
  static override styles = [
    baseStyles,
    css`
      p {
        max-width: 60ch;
        overflow-wrap: anywhere;
      }
      .choices {
        display: flex;
        justify-content: flex-end;
        gap: 8px;
        padding-top: 16px;
      }
    `,
  ];

  @property() sentence = '';
  @property() yes = '';
  @property() no = '';
  /** Called once. */
  onAnswer: (yes: boolean) => void = () => undefined;

  protected override render(): TemplateResult {
    return html`<hg-dialog .heading=${this.yes} .closeLabel=${this.no} @close=${this.refuse}>
      <p>${this.sentence}</p>
      <div class="choices">
        <hg-button @click=${this.refuse}>${this.no}</hg-button>
        <hg-button
          appearance="primary"
          @click=${() => {
            this.answer(true);
          }}
          >${this.yes}</hg-button
        >
      </div>
    </hg-dialog>`;
  }

  private readonly refuse = (): void => {
    this.answer(false);
  };

  private answer(yes: boolean): void {
    this.onAnswer(yes);
    this.onAnswer = () => undefined;
    this.remove();
  }
}

/** Asks, and resolves with the answer. */
export function askYes(sentence: string, yes: string, no: string): Promise<boolean> {
  return new Promise((resolve) => {
    const box = new AskBox();
    Object.assign(box, { sentence, yes, no, onAnswer: resolve });
    document.body.append(box);
  });
}

/** The files that a person chooses on this device; none when they think better of it. */
export function chooseFiles(
  extensions: readonly string[],
  many: boolean,
): Promise<readonly File[]> {
  const input = document.createElement('input');
  Object.assign(input, { type: 'file', multiple: many, hidden: true });
  input.accept = extensions.map((extension) => `.${extension}`).join(',');
  // Some browsers tell nothing of an input that is nowhere in the document.
  document.body.append(input);
  return new Promise((resolve) => {
    const end = (files: readonly File[]): void => {
      input.remove();
      resolve(files);
    };
    input.addEventListener('change', () => {
      end([...(input.files ?? [])]);
    });
    input.addEventListener('cancel', () => {
      end([]);
    });
    input.click();
  });
}
