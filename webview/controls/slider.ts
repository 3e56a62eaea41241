import { css } from 'lit';

/** A native range input in the theme's colours; the toolkit has no slider. */
export const sliderStyles = css`
  .slider {
    appearance: none;
    height: 20px;
    margin: 0;
    background: none;
    cursor: pointer;
  }
  .slider::-webkit-slider-runnable-track {
    height: 4px;
    border-radius: 2px;
    background: color-mix(in srgb, var(--vscode-foreground) 18%, transparent);
  }
  .slider::-webkit-slider-thumb {
    appearance: none;
    width: 14px;
    height: 14px;
    margin-top: -6px;
    border-radius: 50%;
    border: 1px solid var(--vscode-contrastBorder, transparent);
    background: var(--vscode-progressBar-background);
  }
  /* Firefox's names for the same two; in one rule with the others neither browser would take it. */
  .slider::-moz-range-track {
    height: 4px;
    border-radius: 2px;
    background: color-mix(in srgb, var(--vscode-foreground) 18%, transparent);
  }
  .slider::-moz-range-thumb {
    width: 14px;
    height: 14px;
    border-radius: 50%;
    border: 1px solid var(--vscode-contrastBorder, transparent);
    background: var(--vscode-progressBar-background);
  }
  .slider:focus-visible {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: 2px;
    border-radius: 3px;
  }
  .slider:disabled {
    opacity: 0.5;
    cursor: default;
  }
`;
