import { css } from 'lit';

export const partBarStyles = css`
  :host {
    display: block;
  }
  .bar {
    position: relative;
    height: 52px;
    border: 1px solid var(--vscode-contrastBorder, var(--vscode-panel-border));
    border-radius: 4px;
    background: var(--vscode-textCodeBlock-background);
    cursor: pointer;
    touch-action: none;
    user-select: none;
  }
  /* Beside it there is room for the handles of a file that is used whole. */
  .track {
    position: absolute;
    inset: 0 12px;
  }
  .content {
    position: absolute;
    inset: 0;
    display: flex;
    overflow: hidden;
  }
  .content img,
  .content .gap {
    flex: 1 1 0;
    min-width: 0;
    height: 100%;
    object-fit: cover;
  }
  .content .gap + .gap {
    border-left: 1px solid var(--vscode-panel-border);
  }
  .waveform {
    width: 100%;
    height: 100%;
  }
  .waveform path {
    fill: var(--vscode-charts-blue, var(--vscode-textLink-foreground));
  }
  .out {
    position: absolute;
    top: 0;
    bottom: 0;
    background: color-mix(in srgb, var(--vscode-editor-background) 78%, transparent);
    pointer-events: none;
  }
  .out.before {
    left: 0;
    width: var(--from);
  }
  .out.after {
    left: var(--to);
    right: 0;
  }
  .handle {
    position: absolute;
    top: -1px;
    bottom: -1px;
    width: 12px;
    border: 1px solid var(--vscode-contrastBorder, transparent);
    background: var(--vscode-button-background);
    cursor: ew-resize;
  }
  .handle.from {
    left: var(--from);
    margin-left: -12px;
    border-radius: 4px 0 0 4px;
  }
  .handle.to {
    left: var(--to);
    border-radius: 0 4px 4px 0;
  }
  .handle::after {
    content: '';
    position: absolute;
    inset: 28% 4px;
    background: var(--vscode-button-foreground);
  }
  .handle[aria-disabled='true'] {
    opacity: 0.4;
    cursor: default;
  }
  .playhead {
    position: absolute;
    top: -4px;
    bottom: -4px;
    left: var(--hand);
    width: 11px;
    margin-left: -5px;
    z-index: 1;
    pointer-events: none;
  }
  .playhead::after {
    content: '';
    position: absolute;
    inset: 0 4.5px;
    background: var(--vscode-foreground);
    /* Seen on any picture: the theme's colours know nothing of what was filmed. */
    outline: 1px solid var(--vscode-editor-background);
  }
  .playhead::before {
    content: '';
    position: absolute;
    top: -2px;
    left: 0.5px;
    border: 5px solid transparent;
    border-top: 7px solid var(--vscode-foreground);
    border-bottom: 0;
  }
  .handle:focus-visible,
  .playhead:focus-visible {
    outline: 2px solid var(--vscode-focusBorder);
    outline-offset: 1px;
    z-index: 1;
  }
  @media (pointer: coarse) {
    .bar {
      height: 64px;
    }
    .handle::before {
      content: '';
      position: absolute;
      inset: 0 -10px;
    }
  }
`;
