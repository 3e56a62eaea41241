import { css } from 'lit';

export const scriptDialogStyles = css`
  .name {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    align-items: center;
    gap: 8px;
    padding-bottom: 10px;
    font-weight: 600;
  }
  .name input {
    font-weight: normal;
  }
  .parts {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(200px, 270px);
    gap: 12px 20px;
  }
  .writing {
    min-width: 0;
  }
  .reading {
    /* About what the text takes, so that nothing jumps when it comes. */
    min-height: clamp(180px, 42vh, 460px);
    padding: 10px 14px;
  }
  .listen {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 8px;
    min-height: 32px;
    padding-top: 4px;
  }
  .listen .where {
    margin-inline-start: auto;
  }
  .counts {
    min-height: 1.5em;
  }
  .remark {
    display: flex;
    align-items: flex-start;
    gap: 5px;
    padding-top: 2px;
  }
  .remark .icon {
    margin-top: 1px;
    color: var(--vscode-editorWarning-foreground);
  }
  details {
    padding-top: 10px;
  }
  /* A browser's own box lies between, and passes nothing on. */
  details > * {
    box-sizing: border-box;
  }
  summary {
    width: fit-content;
    padding: 2px 4px 2px 0;
    font-weight: 600;
    cursor: pointer;
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 12px;
    padding-top: 14px;
  }
  .buttons span {
    flex: 1 1 200px;
  }
  @media (max-width: 760px) {
    .parts {
      grid-template-columns: minmax(0, 1fr);
    }
    .listen .where {
      margin-inline-start: 0;
    }
  }
`;
