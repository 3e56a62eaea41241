import { css } from 'lit';

/** The document's own styles: VS Code lays its page out with padding and without a background. */
export const pageStyles = css`
  html,
  body {
    height: 100%;
    margin: 0;
    padding: 0;
  }
  body {
    background: var(--vscode-editor-background);
    color: var(--vscode-foreground);
    font-family: var(--vscode-font-family);
    font-size: var(--vscode-font-size);
    font-weight: var(--vscode-font-weight);
    line-height: 1.4;
  }
  /* Who chose high contrast is not helped by text that is dimmed to be quiet. */
  body.vscode-high-contrast,
  body.vscode-high-contrast-light {
    --vscode-descriptionForeground: var(--vscode-foreground);
    --disabled-opacity: 1;
  }
`;
