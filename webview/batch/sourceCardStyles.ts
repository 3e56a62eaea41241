import { css } from 'lit';

export const sourceCardStyles = css`
  :host {
    display: block;
    padding: 2px 0;
    contain-intrinsic-size: auto 58px;
    content-visibility: auto;
  }
  .card {
    position: relative;
    display: flex;
    align-items: flex-start;
    gap: 10px;
    min-height: 54px;
    padding: 4px 6px;
    border-radius: 4px;
    border: 1px solid transparent;
    /* Opaque, for the actions that come to lie over the text. */
    --row:
      linear-gradient(var(--row-hover, transparent), var(--row-hover, transparent)),
      var(--vscode-editor-background);
    background: var(--row);
  }
  :host(:hover) .card {
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
    position: relative;
    overflow: hidden;
  }
  .picture img {
    width: 100%;
    height: 100%;
    object-fit: cover;
  }
  .face-mark {
    position: absolute;
    width: 14px;
    height: 14px;
    transform: translate(-50%, -50%);
    /* Seen on any picture: the theme's colours know nothing of what was filmed. */
    border: 1.5px solid white;
    border-radius: 50%;
    box-shadow:
      0 0 0 1px rgb(0 0 0 / 65%),
      inset 0 0 0 1px rgb(0 0 0 / 50%);
    pointer-events: none;
  }
  .play-picture {
    position: relative;
    display: block;
    flex: none;
    padding: 0;
    border: 0;
    border-radius: 3px;
    background: none;
    color: inherit;
    font: inherit;
    cursor: pointer;
  }
  .badge {
    position: absolute;
    right: 3px;
    bottom: 3px;
    display: grid;
    place-items: center;
    width: 18px;
    height: 18px;
    border-radius: 50%;
    /* Seen on any picture: the theme's colours know nothing of what was filmed. */
    background: rgb(0 0 0 / 65%);
    color: white;
  }
  .badge .icon {
    width: 11px;
    height: 11px;
  }
  .play-picture:hover .badge {
    background: var(--vscode-button-background);
    color: var(--vscode-button-foreground);
  }
  .waveform {
    width: 100%;
    height: 100%;
  }
  .partly .waveform {
    mask-image: linear-gradient(
      to right,
      rgb(0 0 0 / 30%) var(--from),
      black var(--from) var(--to),
      rgb(0 0 0 / 30%) var(--to)
    );
  }
  .waveform path {
    fill: var(--vscode-charts-blue, var(--vscode-textLink-foreground));
  }
  .text {
    flex: 1;
    min-width: 0;
    align-self: center;
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
  .mend {
    display: flex;
    flex-wrap: wrap;
    margin-left: -5px;
  }
  .actions {
    position: absolute;
    top: 1px;
    right: 2px;
    display: flex;
    padding: 1px 2px 1px 24px;
    border-radius: 4px;
    background: var(--row);
    mask-image: linear-gradient(to right, transparent, black 20px);
    opacity: var(--shy, 0);
  }
  @media (hover: none), (pointer: coarse) {
    .card {
      flex-wrap: wrap;
    }
    .actions {
      position: static;
      margin-left: auto;
      padding: 0;
      mask-image: none;
      opacity: 1;
    }
  }
  @media (max-width: 480px) {
    .picture {
      width: 64px;
      height: 36px;
    }
  }
`;
