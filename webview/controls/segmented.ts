import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { baseStyles } from '../styles/base.js';
import { icon, type IconName } from './icon.js';
import { ValueEvent } from './valueEvent.js';

export interface Segment {
  readonly value: string;
  readonly label: string;
  readonly icon?: IconName;
}

/** A few alternatives side by side, one of them chosen. Fires `value`. */
@customElement('hg-segmented')
export class Segmented extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: inline-flex;
      }
      div {
        display: inline-flex;
        border: 1px solid var(--vscode-contrastBorder, var(--vscode-input-border, transparent));
        border-radius: 4px;
        background: var(--vscode-input-background);
        padding: 1px;
      }
      button {
        display: inline-flex;
        align-items: center;
        gap: 5px;
        height: 22px;
        padding: 0 8px;
        border: 1px solid transparent;
        border-radius: 3px;
        background: none;
        color: var(--vscode-foreground);
        font: inherit;
        cursor: pointer;
        white-space: nowrap;
      }
      button:hover {
        background: var(--vscode-toolbar-hoverBackground);
      }
      button[aria-checked='true'] {
        background: var(--vscode-inputOption-activeBackground);
        border-color: var(--vscode-inputOption-activeBorder, transparent);
        color: var(--vscode-inputOption-activeForeground, var(--vscode-foreground));
      }
      @media (pointer: coarse) {
        button {
          height: 36px;
        }
      }
    `,
  ];

  @property() label = '';
  @property() value = '';
  @property({ attribute: false }) segments: readonly Segment[] = [];

  protected override render(): TemplateResult {
    return html`<div role="radiogroup" aria-label=${this.label} @keydown=${this.onKey}>
      ${this.segments.map(
        (segment) =>
          html`<button
            type="button"
            role="radio"
            aria-checked=${segment.value === this.value ? 'true' : 'false'}
            tabindex=${segment.value === this.value ? 0 : -1}
            @click=${() => {
              this.choose(segment.value);
            }}
          >
            ${segment.icon ? icon(segment.icon) : ''}${segment.label}
          </button>`,
      )}
    </div>`;
  }

  private choose(value: string): void {
    if (value !== this.value) this.dispatchEvent(new ValueEvent(value));
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const { length } = this.segments;
    const from = this.segments.findIndex(({ value }) => value === this.value);
    const to = (from + step + length) % length;
    this.choose(this.segments[to].value);
    this.renderRoot.querySelectorAll('button')[to].focus();
  };
}

const STEPS: Readonly<Partial<Record<string, number>>> = {
  ArrowRight: 1,
  ArrowDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
};
