import { css } from 'lit';

export const pairRowStyles = css`
  :host {
    display: block;
    contain-intrinsic-size: auto 52px;
    content-visibility: auto;
  }
  .row {
    display: grid;
    grid-template-columns: auto 64px minmax(0, 1.2fr) minmax(0, 1fr) 236px;
    align-items: center;
    gap: 2px 10px;
    min-height: 50px;
    padding: 5px 6px;
    border-radius: 4px;
  }
  :host(:hover) .row {
    background: var(--vscode-list-hoverBackground);
    outline: 1px dashed var(--vscode-contrastActiveBorder, transparent);
    outline-offset: -1px;
  }
  .row.selected {
    background: var(--vscode-list-inactiveSelectionBackground);
    outline: 1px solid var(--vscode-contrastActiveBorder, transparent);
    outline-offset: -1px;
  }
  /* Themes choose their quiet colour for their plain background. */
  .row.selected .quiet,
  .row.selected .badge {
    color: inherit;
  }
  .row.selected .action-text {
    color: var(--vscode-foreground);
  }
  .picture {
    display: flex;
    align-items: center;
    justify-content: center;
    width: 64px;
    height: 36px;
    border-radius: 3px;
    border: 1px solid var(--vscode-contrastBorder, transparent);
    background: var(--vscode-textCodeBlock-background);
    color: var(--vscode-descriptionForeground);
    object-fit: cover;
  }
  .watch {
    position: relative;
    cursor: pointer;
  }
  .watch .over {
    position: absolute;
    inset: 0;
    margin: auto;
    width: 20px;
    height: 20px;
    /* Seen on any picture: the theme's colours know nothing of what was filmed. */
    fill: white;
    stroke: rgb(0 0 0 / 65%);
    opacity: var(--shy, 0);
    pointer-events: none;
  }
  .names,
  .state {
    min-width: 0;
  }
  .name {
    display: flex;
    gap: 5px;
    font-weight: 600;
  }
  .joiner {
    color: var(--vscode-descriptionForeground);
    font-weight: normal;
  }
  .output,
  .detail {
    font-size: 0.92em;
  }
  .detail {
    overflow-wrap: anywhere;
  }
  .older {
    padding: 0 5px;
    border: 1px solid var(--vscode-contrastBorder, transparent);
    border-radius: 8px;
    background: var(--vscode-badge-background);
    color: var(--vscode-badge-foreground);
  }
  .progress {
    margin: 3px 0;
  }
  .actions {
    display: flex;
    justify-content: flex-end;
  }
  @media (max-width: 900px) {
    .row {
      grid-template-columns: auto 64px minmax(0, 1.2fr) minmax(0, 1fr) 108px;
    }
    .action-text {
      display: none;
    }
  }
  @media (max-width: 700px) {
    .row {
      grid-template-columns: auto 64px minmax(0, 1fr) auto;
    }
    .state {
      grid-column: 3 / -1;
    }
    .actions {
      grid-row: 1;
      grid-column: 4;
    }
  }
  @media (max-width: 480px) {
    .row {
      grid-template-columns: auto minmax(0, 1fr) auto;
    }
    .picture,
    .watch {
      display: none;
    }
    .name {
      flex-wrap: wrap;
      gap: 0 5px;
    }
    .tick {
      align-self: start;
    }
    .names {
      grid-column: 2 / -1;
    }
    .state {
      grid-column: 2;
    }
    .actions {
      grid-row: 2;
      grid-column: 3;
      align-self: start;
    }
  }
`;
