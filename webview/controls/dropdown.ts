import './designSystem.js';
import type { Dropdown as ToolkitDropdown } from '@vscode/webview-ui-toolkit';
import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { ValueEvent } from './valueEvent.js';

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** One of a few choices. Fires `value` with the chosen one's value. */
@customElement('hg-dropdown')
export class Dropdown extends LitElement {
  static override shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true };
  static override styles = css`
    :host {
      display: inline-block;
      min-width: 120px;
    }
    vscode-dropdown {
      width: 100%;
      min-width: 0;
    }
  `;

  /** Said by screen readers. */
  @property() label = '';
  @property() value = '';
  @property({ attribute: false }) choices: readonly Choice[] = [];
  @property({ type: Boolean }) disabled = false;
  @query('vscode-dropdown') private readonly inner?: ToolkitDropdown;

  protected override render(): TemplateResult {
    return html`<vscode-dropdown
      aria-label=${this.label}
      ?disabled=${this.disabled}
      @change=${this.onChange}
      >${repeat(
        this.choices,
        ({ value }) => value,
        ({ value, label }) => html`<vscode-option value=${value}>${label}</vscode-option>`,
      )}</vscode-dropdown
    >`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    // The toolkit takes its options from the slot a moment later than they are rendered.
    if (changed.has('value') || changed.has('choices'))
      queueMicrotask(() => {
        this.showValue();
      });
  }

  private showValue(): void {
    if (this.inner && this.inner.value !== this.value) this.inner.value = this.value;
  }

  private readonly onChange = (event: Event): void => {
    // The toolkit's own event would pass for one of whatever element this one is in.
    event.stopPropagation();
    const { value } = event.currentTarget as ToolkitDropdown;
    if (value === this.value) return;
    this.value = value;
    this.dispatchEvent(new ValueEvent(value));
  };
}
