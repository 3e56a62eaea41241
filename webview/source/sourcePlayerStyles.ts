import { css } from 'lit';

export const sourcePlayerStyles = css`
  :host {
    display: block;
    padding: 6px;
  }
  .stage {
    position: relative;
    display: grid;
    place-items: center;
    margin-bottom: 6px;
    border-radius: 4px;
    background: #000;
    overflow: hidden;
  }
  .stage video,
  .stage img {
    display: block;
    width: 100%;
    height: min(260px, 38vh);
    object-fit: contain;
  }
  .stage video {
    cursor: pointer;
  }
  .stage.waiting img {
    opacity: 0.45;
  }
  .stage .status {
    position: absolute;
    padding: 4px 10px;
    border-radius: 4px;
    background: var(--vscode-editorWidget-background);
    color: var(--vscode-editorWidget-foreground, var(--vscode-foreground));
    border: 1px solid var(--vscode-contrastBorder, transparent);
  }
  audio {
    display: none;
  }
  .sound-status {
    padding: 2px 0 6px;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 12px;
    padding-top: 6px;
  }
  .transport {
    display: flex;
    align-items: center;
    gap: 4px;
    font-variant-numeric: tabular-nums;
  }
  .field {
    display: flex;
    align-items: flex-start;
    gap: 2px;
  }
  .field .action {
    height: 26px;
  }
  .end {
    margin-left: auto;
    display: flex;
  }
`;
