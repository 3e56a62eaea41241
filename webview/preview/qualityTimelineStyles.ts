import { css } from 'lit';

export const qualityTimelineStyles = css`
  :host {
    display: block;
    padding-top: 4px;
  }
  h3 {
    grid-column: 1 / -1;
    padding-bottom: 2px;
    font-size: 1em;
    font-weight: 600;
  }
  section {
    position: relative;
    display: grid;
    grid-template-columns: max-content minmax(0, 1fr);
    gap: 4px 12px;
    align-items: center;
  }
  .name {
    display: flex;
    align-items: center;
    gap: 6px;
    font-size: 0.92em;
    white-space: nowrap;
  }
  .total {
    margin-left: auto;
    padding-left: 8px;
    font-variant-numeric: tabular-nums;
  }
  .swatch {
    width: 9px;
    height: 9px;
    border-radius: 2px;
  }
  .lane {
    position: relative;
    height: 16px;
    border-radius: 2px;
    background: color-mix(in srgb, var(--vscode-foreground) 9%, transparent);
    outline: 1px solid var(--vscode-contrastBorder, transparent);
    cursor: pointer;
    touch-action: none;
  }
  .span {
    position: absolute;
    inset: 0 auto;
    min-width: 4px;
    padding: 0;
    border: none;
    border-radius: 2px;
    cursor: pointer;
  }
  .span:hover {
    filter: brightness(1.15);
  }
  .span:focus-visible {
    z-index: 1;
    outline: 2px solid var(--vscode-focusBorder);
    outline-offset: 1px;
  }
  .passed {
    background: var(--vscode-charts-yellow);
  }
  .silence {
    background: var(--vscode-charts-blue);
  }
  .low-sync {
    background: var(--vscode-charts-red);
  }
  .lane::after {
    content: '';
    position: absolute;
    inset: -2px auto;
    left: var(--hand, 0);
    width: 2px;
    margin-left: -1px;
    background: var(--vscode-foreground);
    pointer-events: none;
  }
  .told {
    min-height: 1.8em;
    padding-top: 4px;
    color: var(--vscode-descriptionForeground);
    font-size: 0.92em;
  }
  @media (max-width: 600px) {
    .total {
      display: none;
    }
    .told {
      white-space: normal;
    }
  }
`;
