import { css, html, type TemplateResult } from 'lit';
import { cssProperties } from '../styles/cssProperties.js';

/** @param fraction 0..1 */
export function progressBar(fraction: number, label: string): TemplateResult {
  const share = Math.min(1, Math.max(0, fraction));
  return html`<div
    class="progress"
    role="progressbar"
    aria-label=${label}
    aria-valuemin="0"
    aria-valuemax="100"
    aria-valuenow=${Math.round(share * 100)}
  >
    <div class="progress-fill" ${cssProperties({ transform: `scaleX(${share.toFixed(4)})` })}></div>
  </div>`;
}

export const progressStyles = css`
  .progress {
    height: 4px;
    border-radius: 2px;
    overflow: hidden;
    background: color-mix(in srgb, var(--vscode-foreground) 18%, transparent);
  }
  .progress-fill {
    height: 100%;
    background: var(--vscode-progressBar-background);
    transform-origin: 0 0;
    transition: transform 120ms linear;
  }
`;
