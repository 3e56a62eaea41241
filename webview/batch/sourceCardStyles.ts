import { css } from 'lit';

export const sourceCardStyles = css`
  :host {
    display: block;
    padding: 2px 0;
    contain-intrinsic-size: auto 58px;
    content-visibility: auto;
  }
  .card {
    display: flex;
    align-items: center;
    gap: 10px;
    min-height: 54px;
    padding: 4px 6px;
    border-radius: 4px;
    border: 1px solid transparent;
  }
  .card:hover {
    background: var(--vscode-list-hoverBackground);
    outline: 1px dashed var(--vscode-contrastActiveBorder, transparent);
    outline-offset: -1px;
  }
  .picture {
    display: flex;
    flex: none;
    align-items: center;
    justify-content: center;
    width: 80px;
    height: 45px;
    border-radius: 3px;
    border: 1px solid var(--vscode-contrastBorder, transparent);
    background: var(--vscode-textCodeBlock-background);
    color: var(--vscode-descriptionForeground);
    object-fit: cover;
    overflow: hidden;
  }
  .waveform {
    width: 100%;
    height: 100%;
  }
  .waveform path {
    fill: var(--vscode-charts-blue, var(--vscode-textLink-foreground));
  }
  .text {
    flex: 1;
    min-width: 0;
  }
  .name {
    font-weight: 600;
  }
  .meta {
    font-size: 0.92em;
  }
  .problem {
    display: flex;
    gap: 4px;
    font-size: 0.92em;
  }
  .problem .icon {
    margin-top: 1px;
    color: var(--vscode-editorWarning-foreground);
  }
  .actions {
    display: flex;
    flex: none;
  }
  @media (max-width: 480px) {
    .card {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr);
      gap: 0 10px;
    }
    .picture {
      grid-row: 1 / 3;
      width: 64px;
      height: 36px;
    }
    .actions {
      justify-content: flex-end;
      flex-wrap: wrap;
    }
  }
`;
