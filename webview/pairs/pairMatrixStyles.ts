import { css } from 'lit';

export const pairMatrixStyles = css`
  :host {
    display: block;
  }
  .hint {
    padding: 0 0 6px;
    font-size: 0.92em;
  }
  .frame {
    position: relative;
    contain: layout paint;
    max-height: 70vh;
    overflow: auto;
    border: 1px solid var(--vscode-contrastBorder, var(--vscode-panel-border));
    border-radius: 4px;
  }
  table {
    border-collapse: separate;
    border-spacing: 0;
    width: 100%;
    table-layout: fixed;
  }
  th,
  td {
    width: 124px;
    height: 34px;
    padding: 0 10px;
    vertical-align: middle;
    text-align: left;
    border-right: 1px solid var(--vscode-editorGroup-border, var(--vscode-panel-border));
    border-bottom: 1px solid var(--vscode-editorGroup-border, var(--vscode-panel-border));
    font-weight: normal;
  }
  th {
    position: sticky;
    background-color: var(--vscode-editorWidget-background);
    font-weight: 600;
  }
  table {
    user-select: none;
  }
  .heading {
    display: block;
    width: 100%;
    padding: 4px 0;
    border: none;
    background: none;
    color: inherit;
    font: inherit;
    text-align: left;
    cursor: pointer;
  }
  .heading:hover {
    text-decoration: underline;
  }
  thead th,
  .corner {
    top: 0;
    z-index: 1;
  }
  tbody th,
  .corner {
    left: 0;
    width: 180px;
  }
  .corner {
    position: sticky;
    z-index: 2;
    background-color: var(--vscode-editorWidget-background);
  }
  td[role='gridcell'] {
    cursor: default;
  }
  td[role='gridcell']:hover {
    background: var(--vscode-list-hoverBackground);
  }
  /* Struck through in the picture, said in words. */
  td.out {
    background: repeating-linear-gradient(
      -45deg,
      color-mix(in srgb, var(--vscode-foreground) 7%, transparent) 0 1px,
      transparent 1px 7px
    );
  }
  td.out .badge {
    color: var(--vscode-descriptionForeground);
    font-style: italic;
  }
  td.selected {
    background: var(--vscode-list-inactiveSelectionBackground);
    box-shadow: inset 0 0 0 1px var(--vscode-contrastActiveBorder, transparent);
  }
  td.selected .badge {
    color: inherit;
  }
  td.current {
    box-shadow: inset 0 0 0 1px var(--vscode-list-inactiveFocusOutline, var(--vscode-panel-border));
  }
  td:focus-visible,
  td:focus {
    outline: 2px solid var(--vscode-focusBorder);
    outline-offset: -2px;
  }
  td .badge {
    display: flex;
  }
  .running-cell {
    display: block;
  }
  .detail-box {
    --shy: 1;
    margin-top: 8px;
    border: 1px solid var(--vscode-contrastBorder, var(--vscode-panel-border));
    border-radius: 4px;
    padding: 2px;
  }
  .left-out {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 10px;
    min-height: 50px;
    padding: 5px 6px;
  }
  @media (max-width: 600px) {
    tbody th,
    .corner {
      width: 88px;
    }
    th,
    td {
      width: 112px;
      padding: 0 7px;
    }
  }
`;
