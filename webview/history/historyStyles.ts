import { css } from 'lit';

export const historyStyles = css`
  :host {
    display: block;
    padding: 14px 0;
  }
  h2 {
    padding-bottom: 8px;
  }
  .count {
    font-weight: normal;
    color: var(--vscode-descriptionForeground);
  }
  .entry {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
    padding: 7px 6px;
  }
  .poster {
    position: relative;
    flex: none;
    padding: 0;
    border: none;
    border-radius: 4px;
    background: none;
    color: inherit;
    cursor: pointer;
  }
  .sign {
    position: absolute;
    inset: 0;
    display: grid;
    place-items: center;
    margin: auto;
    width: 34px;
    height: 34px;
    border-radius: 50%;
    background: var(--vscode-button-background);
    color: var(--vscode-button-foreground);
    opacity: 0.85;
  }
  .poster:hover .sign,
  .poster:focus-visible .sign {
    opacity: 1;
  }
  hg-result-player {
    flex-basis: 100%;
  }
  .entry:hover {
    background: var(--vscode-list-hoverBackground);
    outline: 1px dashed var(--vscode-contrastActiveBorder, transparent);
    outline-offset: -1px;
  }
  .text {
    flex: 1 1 180px;
    min-width: 0;
  }
  .name {
    font-weight: 600;
  }
  .earlier {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 10px;
  }
  .link {
    padding: 0;
    border: none;
    background: none;
    color: var(--vscode-textLink-foreground);
    font: inherit;
    cursor: pointer;
  }
  .link:hover {
    text-decoration: underline;
  }
  .actions {
    display: flex;
    margin-left: auto;
  }
  li + li {
    border-top: 1px solid var(--vscode-editorGroup-border, var(--vscode-panel-border));
  }
  .empty {
    display: grid;
    justify-items: center;
    gap: 8px;
    padding: 64px 16px;
    color: var(--vscode-descriptionForeground);
    text-align: center;
  }
  .empty .icon {
    width: 40px;
    height: 40px;
    stroke-width: 0.7;
  }
`;
