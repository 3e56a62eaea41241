import './designSystem.js';
import type { TextField as ToolkitTextField } from '@vscode/webview-ui-toolkit';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { ValueEvent } from './valueEvent.js';

/** A line of text. Fires `value` when it is left or Enter is pressed, if it changed. */
@customElement('hg-text-field')
export class TextField extends LitElement {
  static override shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true };
  static override styles = css`
    :host {
      display: inline-block;
    }
    vscode-text-field {
      width: 100%;
      min-width: 0;
    }
  `;

  @property() label = '';
  @property() value = '';
  @property() placeholder?: string;
  @property({ type: Boolean }) disabled = false;

  @query('vscode-text-field') private readonly inner?: ToolkitTextField;

  protected override render(): TemplateResult {
    return html`<vscode-text-field
      placeholder=${this.placeholder ?? nothing}
      .value=${live(this.value)}
      ?disabled=${this.disabled}
      @input=${this.onInput}
      @change=${this.onChange}
    ></vscode-text-field>`;
  }

  /** What is typed at the moment. */
  typed = '';

  protected override willUpdate(): void {
    this.typed = this.value;
  }

  protected override updated(): void {
    // The toolkit puts a name of its own when it is connected, over one given in the template.
    this.inner?.setAttribute('aria-label', this.label);
  }

  private readonly onInput = (event: Event): void => {
    this.typed = (event.currentTarget as ToolkitTextField).value;
  };

  private readonly onChange = (event: Event): void => {
    // The toolkit's own event would pass for one of whatever element this one is in.
    event.stopPropagation();
    const { value } = event.currentTarget as ToolkitTextField;
    if (value === this.value) return;
    this.value = value;
    this.dispatchEvent(new ValueEvent(value));
  };
}
