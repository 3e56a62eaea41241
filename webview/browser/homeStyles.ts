import { css } from 'lit';

export const homeStyles = css`
  :host {
    display: block;
    max-width: 1100px;
    margin: 0 auto;
  }
  h1 {
    font-size: 1.3em;
  }
  h2 {
    padding: 12px 0 2px;
  }
  form {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    padding: 16px 0;
  }
  input {
    flex: 1 1 220px;
    max-width: 420px;
    min-height: 32px;
    padding: 4px 8px;
    border: 1px solid var(--vscode-input-border);
    border-radius: 4px;
    background: var(--vscode-input-background);
    color: var(--vscode-input-foreground);
    font: inherit;
  }
  ul {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(280px, 100%), 1fr));
    gap: 12px;
  }
  li {
    display: flex;
    flex-direction: column;
    border: 1px solid var(--vscode-editorWidget-border);
    border-radius: 8px;
    background: var(--vscode-editorWidget-background);
  }
  li:hover {
    border-color: var(--vscode-focusBorder);
  }
  a {
    display: grid;
    gap: 4px;
    flex: 1;
    min-width: 0;
    padding: 14px 14px 8px;
    color: inherit;
    text-decoration: none;
    border-radius: inherit;
  }
  .actions {
    display: flex;
    justify-content: space-between;
    padding: 4px 8px 8px;
  }
  .empty {
    padding: 24px 0;
    color: var(--vscode-descriptionForeground);
  }
  @media (pointer: coarse) {
    .action {
      min-width: 40px;
      height: 40px;
    }
  }
`;
