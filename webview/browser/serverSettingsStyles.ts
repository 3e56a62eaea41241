import { css } from 'lit';

export const serverSettingsStyles = css`
  :host {
    display: block;
    max-width: 760px;
    margin: 0 auto;
  }
  h1 {
    font-size: 1.3em;
  }
  h2 {
    padding: 24px 0 4px;
  }
  .setting {
    display: grid;
    gap: 4px;
    padding: 12px 0;
    border-bottom: 1px solid var(--vscode-editorGroup-border);
  }
  .setting label {
    font-weight: 600;
  }
  .setting label.tick {
    display: flex;
    align-items: center;
    gap: 8px;
  }
  select,
  input[type='number'] {
    width: 220px;
    max-width: 100%;
    min-height: 32px;
    padding: 2px 6px;
    border: 1px solid var(--vscode-dropdown-border);
    border-radius: 4px;
    background: var(--vscode-dropdown-background);
    color: var(--vscode-dropdown-foreground);
    font: inherit;
  }
  select:disabled,
  input:disabled {
    opacity: 0.6;
  }
  input[type='checkbox'] {
    width: 18px;
    height: 18px;
    accent-color: var(--vscode-button-background);
  }
  .fixed {
    color: var(--vscode-editorWarning-foreground);
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    padding: 12px 0;
  }
  dl {
    display: grid;
    grid-template-columns: minmax(90px, max-content) 1fr;
    gap: 6px 16px;
    margin: 0;
  }
  dt {
    color: var(--vscode-descriptionForeground);
  }
  dd {
    margin: 0;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  dd a {
    color: var(--vscode-textLink-foreground);
  }
  .outcome {
    min-height: 1.5em;
    padding-top: 8px;
  }
  .outcome.bad {
    color: var(--vscode-errorForeground);
  }
`;
