import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { exactTime, parseTime } from '../../src/core/strings/exactTime.js';
import '../controls/textField.js';
import { ValueEvent } from '../controls/valueEvent.js';
import type { Session } from '../page/session.js';
import { baseStyles } from '../styles/base.js';

/** A time to be typed, as m:ss.mmm. Fires `value` with seconds once it is one within the bounds. */
@customElement('hg-time-field')
export class TimeField extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: inline-grid;
        grid-template-columns: auto auto;
        align-items: center;
        gap: 2px 6px;
      }
      hg-text-field {
        width: 100px;
      }
      .wrong {
        grid-column: 1 / -1;
        color: var(--vscode-errorForeground);
        font-size: 0.92em;
      }
    `,
  ];

  @property({ attribute: false }) session!: Session;
  /** Seen; `label` is what screen readers say. */
  @property() caption = '';
  @property() label = '';
  /** Seconds. */
  @property({ type: Number }) value = 0;
  @property({ type: Number }) least = 0;
  @property({ type: Number }) most = Infinity;
  @property({ type: Boolean }) disabled = false;
  @state() private wrong: string | undefined;

  protected override render(): TemplateResult {
    return html`<span aria-hidden="true">${this.caption}</span
      ><hg-text-field
        label=${this.label}
        .value=${exactTime(this.value)}
        ?disabled=${this.disabled}
        @value=${this.onTyped}
      ></hg-text-field>
      ${
        this.wrong === undefined
          ? nothing
          : html`<span class="wrong" role="alert">${this.wrong}</span>`
      }`;
  }

  private readonly onTyped = (event: ValueEvent<string>): void => {
    const { say } = this.session;
    const seconds = parseTime(event.value);
    if (seconds === undefined) this.wrong = say('time-wrong');
    else if (seconds < this.least || seconds > this.most) {
      const [from, to] = [exactTime(this.least), exactTime(this.most)];
      this.wrong = say('time-beyond', { from, to });
    } else {
      this.wrong = undefined;
      this.dispatchEvent(new ValueEvent(seconds));
    }
  };
}
