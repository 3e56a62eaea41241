import { css } from 'lit';

export const studioAppStyles = css`
  :host {
    display: block;
    min-width: 320px;
    max-width: 1500px;
    margin: 0 auto;
  }
  .top {
    position: sticky;
    top: 0;
    z-index: 10;
    padding: 6px 24px 6px;
    background: var(--vscode-editor-background);
    box-shadow: 0 4px 6px -6px var(--vscode-scrollbar-shadow, transparent);
  }
  main {
    padding: 0 24px 48px;
  }
  .checked {
    display: flex;
    gap: 6px;
    padding: 6px 0 0;
  }
  .checked .icon {
    margin-top: 2px;
  }
  .drop-veil {
    position: fixed;
    inset: 0;
    z-index: 20;
    display: flex;
    align-items: flex-end;
    justify-content: center;
    padding: 24px;
    pointer-events: none;
    font-weight: 600;
    outline: 2px dashed var(--vscode-focusBorder);
    outline-offset: -6px;
    background: var(--vscode-editor-dropBackground, var(--vscode-list-dropBackground));
  }
  @media (max-width: 600px) {
    .top {
      position: static;
      padding: 4px 12px;
    }
    main {
      padding: 0 12px 32px;
    }
  }
`;
