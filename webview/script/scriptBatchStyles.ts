import { css } from 'lit';

export const scriptBatchStyles = css`
  .table {
    max-height: min(52vh, 480px);
    margin-top: 8px;
    overflow: auto;
    border: 1px solid var(--vscode-contrastBorder, var(--vscode-panel-border));
    border-radius: 4px;
  }
  table {
    width: 100%;
    border-collapse: collapse;
  }
  th,
  td {
    padding: 4px 10px;
    border-bottom: 1px solid var(--vscode-panel-border, transparent);
    text-align: start;
    vertical-align: top;
    font-weight: normal;
    overflow-wrap: anywhere;
  }
  thead th {
    position: sticky;
    top: 0;
    z-index: 1;
    background: var(--vscode-editorWidget-background);
    font-weight: 600;
  }
  tbody th {
    min-width: 130px;
  }
  td:last-child {
    min-width: 120px;
  }
  .begins {
    min-width: 160px;
    width: 45%;
  }
  td.begins {
    color: var(--vscode-descriptionForeground);
  }
  .number {
    text-align: end;
    white-space: nowrap;
  }
  label {
    display: flex;
    align-items: flex-start;
    gap: 6px;
  }
  input[type='checkbox'] {
    flex: none;
    width: 16px;
    height: 16px;
    margin: 1px 0 0;
    accent-color: var(--vscode-button-background, var(--vscode-focusBorder));
  }
  .voice {
    display: grid;
    grid-template-columns: auto minmax(0, 300px);
    align-items: center;
    gap: 8px;
    padding-top: 12px;
  }
  .left-out {
    padding-top: 12px;
  }
  .left-out h3 {
    font-size: 1em;
    font-weight: 600;
  }
  .left-out ul {
    max-height: 20vh;
    overflow: auto;
  }
  .left-out li {
    display: flex;
    gap: 5px;
    padding-top: 2px;
  }
  .left-out .icon {
    margin-top: 1px;
    color: var(--vscode-editorWarning-foreground);
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    padding-top: 14px;
  }
  @media (max-width: 560px) {
    .begins,
    .number {
      display: none;
    }
    .voice {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
