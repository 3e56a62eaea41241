import { css } from 'lit';

export const singlePageStyles = css`
  :host {
    display: block;
    max-width: 1000px;
    padding: 16px 0;
  }
  .zones {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(320px, 100%), 1fr));
    gap: 16px;
    padding: 12px 0;
  }
  .zone {
    display: flex;
    flex-direction: column;
    justify-content: space-between;
    gap: 12px;
    min-width: 0;
    min-height: 190px;
    padding: 12px;
    border: 1px dashed var(--vscode-contrastBorder, var(--vscode-descriptionForeground));
    border-radius: 6px;
  }
  .zone.filled {
    border-style: solid;
    border-color: var(--vscode-contrastBorder, var(--vscode-panel-border));
  }
  .zone.dropping {
    border-color: var(--vscode-focusBorder);
    background: var(--vscode-editor-dropBackground, var(--vscode-list-dropBackground));
  }
  .invite {
    flex: 1;
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 4px;
    text-align: center;
  }
  .invite .icon {
    width: 32px;
    height: 32px;
    stroke-width: 0.8;
    color: var(--vscode-textLink-foreground);
  }
  .invite strong {
    font-weight: 600;
  }
  .zone-actions {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: 8px;
  }
  .go {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: 8px;
    padding: 4px 0 16px;
  }
  .go hg-button:first-child {
    min-width: 180px;
  }
  .zone hg-source-card:hover,
  .zone hg-source-card:focus-within,
  .result {
    --shy: 1;
  }
  .result {
    border: 1px solid var(--vscode-contrastBorder, var(--vscode-panel-border));
    border-radius: 4px;
    padding: 2px;
  }
`;
