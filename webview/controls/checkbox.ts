import './designSystem.js';
import type { Checkbox as ToolkitCheckbox } from '@vscode/webview-ui-toolkit';
import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { ValueEvent } from './valueEvent.js';

/** A labelled tick box. Fires `value` with a boolean. */
@customElement('hg-checkbox')
export class Checkbox extends LitElement {
  static override shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true };
  static override styles = css`
    :host {
      display: inline-flex;
      align-items: center;
    }
    vscode-checkbox {
      margin: 0;
      line-height: 20px;
    }
    vscode-checkbox:focus-visible {
      outline: 1px solid var(--vscode-focusBorder);
      outline-offset: 1px;
      border-radius: 3px;
    }
    @media (pointer: coarse) {
      :host {
        min-height: 36px;
      }
    }
  `;

  @property() label = '';
  @property({ type: Boolean }) checked = false;
  @property({ type: Boolean }) disabled = false;

  protected override render(): TemplateResult {
    return html`<vscode-checkbox
      .checked=${live(this.checked)}
      ?disabled=${this.disabled}
      aria-label=${this.label}
      @change=${this.onChange}
      >${this.label}</vscode-checkbox
    >`;
  }

  private readonly onChange = (event: Event): void => {
    // The toolkit's own event would pass for one of whatever element this one is in.
    event.stopPropagation();
    const { checked } = event.currentTarget as ToolkitCheckbox;
    if (checked !== this.checked) this.dispatchEvent(new ValueEvent(checked));
  };
}
