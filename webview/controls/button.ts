import './designSystem.js';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { baseStyles } from '../styles/base.js';
import { icon, type IconName } from './icon.js';

/** A button with words. `click` comes from inside and is not fired while disabled. */
@customElement('hg-button')
export class Button extends LitElement {
  static override shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true };
  static override styles = [
    baseStyles,
    css`
      :host {
        display: inline-flex;
        vertical-align: middle;
      }
      :host([disabled]) {
        pointer-events: none;
      }
      vscode-button {
        flex: 1;
        border-radius: 4px;
        white-space: nowrap;
      }
      /* The toolkit gives every button the border of primary ones. */
      vscode-button[appearance='secondary'] {
        --button-border: var(
          --vscode-button-secondaryBorder,
          var(--vscode-contrastBorder, transparent)
        );
      }
      vscode-button[disabled] {
        color: var(--vscode-disabledForeground);
        opacity: var(--disabled-opacity, 0.4);
      }
      vscode-button::part(control) {
        border-radius: inherit;
        font-size: inherit;
      }
      @media (pointer: coarse) {
        vscode-button {
          min-height: 40px;
        }
      }
    `,
  ];

  @property() appearance: 'primary' | 'secondary' = 'secondary';
  @property({ type: Boolean, reflect: true }) disabled = false;
  @property() icon?: IconName;
  @property() hint?: string;

  protected override render(): TemplateResult {
    return html`<vscode-button
      appearance=${this.appearance}
      title=${this.hint ?? nothing}
      ?disabled=${this.disabled}
      >${this.icon ? html`<span slot="start">${icon(this.icon)}</span>` : nothing}<slot></slot
    ></vscode-button>`;
  }
}
