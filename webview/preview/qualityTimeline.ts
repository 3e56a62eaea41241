import { css, html, LitElement, svg, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Preview } from '../../src/protocol/editor.js';
import type { Session } from '../app/session.js';
import { ValueEvent } from '../controls/valueEvent.js';
import { baseStyles } from '../styles/base.js';
import { clockTime } from '../wording/measures.js';

type Span = Preview['spans'][number];

/** Spans of a result that are worth a look. Click or choose one to go there: fires `value`. */
@customElement('hg-quality-timeline')
export class QualityTimeline extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: block;
      }
      svg.strip {
        display: block;
        width: 100%;
        height: 22px;
        border: 1px solid var(--vscode-contrastBorder, var(--vscode-panel-border));
        border-radius: 3px;
        background: var(--vscode-textCodeBlock-background);
        cursor: pointer;
      }
      .passed {
        fill: var(--vscode-charts-yellow);
      }
      .silence {
        fill: var(--vscode-charts-blue);
      }
      .low-sync {
        fill: var(--vscode-charts-red);
      }
      .hand {
        stroke: var(--vscode-foreground);
        vector-effect: non-scaling-stroke;
        stroke-width: 2;
      }
      ul {
        display: flex;
        flex-wrap: wrap;
        gap: 2px 6px;
        max-height: 76px;
        overflow: auto;
        padding-top: 6px;
      }
      button {
        display: inline-flex;
        align-items: center;
        gap: 5px;
        padding: 1px 6px;
        border: 1px solid var(--vscode-contrastBorder, transparent);
        border-radius: 3px;
        background: none;
        color: var(--vscode-foreground);
        font: inherit;
        font-size: 0.92em;
        cursor: pointer;
      }
      button:hover {
        background: var(--vscode-list-hoverBackground);
      }
      .swatch {
        flex: none;
        width: 10px;
        height: 10px;
      }
    `,
  ];

  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) spans: readonly Span[] = [];
  @property({ type: Number }) duration = 0;
  @property({ type: Number }) time = 0;

  protected override render(): TemplateResult {
    const { say } = this.session;
    const length = Math.max(0.001, this.duration);
    return html`<svg
        class="strip"
        viewBox="0 0 ${length} 1"
        preserveAspectRatio="none"
        role="img"
        aria-label=${say('quality-timeline')}
        @click=${this.onClick}
      >
        ${this.spans.map(
          ({ from, to, kind }) =>
            svg`<rect class=${kind} x=${from} y=${ROWS[kind]} height="0.34"
              width=${Math.max(to - from, length / 300)}></rect>`,
        )}
        <line class="hand" x1=${this.time} x2=${this.time} y1="0" y2="1"></line>
      </svg>
      ${
        this.spans.length === 0
          ? html`<p class="quiet">${say('no-spans')}</p>`
          : html`<ul>
              ${this.spans.map((span) => html`<li>${this.spanButton(span)}</li>`)}
            </ul>`
      }`;
  }

  private spanButton({ from, to, kind, reason }: Span): TemplateResult {
    const { say } = this.session;
    const name = say(`span-${kind}`);
    const label = say('span-at', {
      kind: name,
      from: clockTime(from),
      to: clockTime(to),
      reason,
    });
    return html`<button
      type="button"
      title=${label}
      aria-label=${label}
      @click=${() => this.dispatchEvent(new ValueEvent(from))}
    >
      <svg class="swatch" viewBox="0 0 1 1" aria-hidden="true">
        <rect class=${kind} width="1" height="1"></rect></svg
      >${clockTime(from)} ${name}
    </button>`;
  }

  private readonly onClick = (event: MouseEvent): void => {
    const box = (event.currentTarget as Element).getBoundingClientRect();
    const share = (event.clientX - box.left) / box.width;
    this.dispatchEvent(new ValueEvent(share * this.duration));
  };
}

/** Kinds have rows of their own, so that spans can overlap and colour is not all that tells them. */
const ROWS: Readonly<Record<Span['kind'], number>> = { passed: 0, silence: 0.33, 'low-sync': 0.66 };
