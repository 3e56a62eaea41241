import { css } from 'lit';

/** The text and its marks lie one over the other: whatever places letters must be the same of both. */
export const scriptTextStyles = css`
  :host {
    display: block;
  }
  .field {
    position: relative;
    height: clamp(180px, 42vh, 460px);
    border: 1px solid
      var(--vscode-settings-textInputBorder, var(--vscode-input-border, var(--vscode-panel-border)));
    border-radius: 3px;
    background: var(--vscode-input-background);
  }
  .field:focus-within {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: -1px;
  }
  .marks {
    position: absolute;
    inset: 0;
    overflow: hidden;
    pointer-events: none;
  }
  textarea,
  .lines {
    display: block;
    margin: 0;
    padding: 10px 14px;
    border: 0;
    font: inherit;
    line-height: 2.1;
    letter-spacing: normal;
    tab-size: 4;
    text-align: start;
    white-space: pre-wrap;
    overflow-wrap: break-word;
  }
  textarea {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    overflow: hidden scroll;
    background: none;
    color: var(--vscode-input-foreground, var(--vscode-foreground));
    resize: none;
    unicode-bidi: plaintext;
    outline: none;
  }
  textarea:read-only {
    color: var(--vscode-foreground);
  }
  textarea::placeholder {
    color: var(--vscode-input-placeholderForeground, var(--vscode-descriptionForeground));
  }
  .lines {
    counter-reset: sentence;
    color: transparent;
    user-select: none;
  }
  .lines div {
    unicode-bidi: plaintext;
  }
  /* Takes no room, so that no letter stands elsewhere for it. */
  i {
    position: relative;
    counter-increment: sentence;
  }
  i::before {
    content: counter(sentence);
    position: absolute;
    inset-inline-start: -1px;
    bottom: 1.75em;
    padding-inline-start: 2px;
    border-inline-start: 1px solid var(--vscode-textLink-foreground);
    color: var(--vscode-descriptionForeground);
    font-size: 0.62em;
    font-style: normal;
    font-variant-numeric: tabular-nums;
    line-height: 1;
  }
  .current {
    background: var(--vscode-editor-lineHighlightBackground, transparent);
    box-shadow: 0 1px 0 var(--vscode-textLink-foreground);
  }
  .spoken {
    border-radius: 2px;
    background: var(
      --vscode-editor-findMatchHighlightBackground,
      var(--vscode-editor-selectionBackground)
    );
    box-shadow: 0 2px 0 var(--vscode-contrastActiveBorder, var(--vscode-textLink-foreground));
  }
`;
