import { css } from 'lit';

export const faceChooserStyles = css`
  .stage {
    position: relative;
    display: block;
    width: fit-content;
    max-width: 100%;
    margin: 8px auto;
    overflow: hidden;
    background: var(--vscode-textCodeBlock-background);
  }
  .stage img {
    display: block;
    max-width: 100%;
    max-height: 62vh;
  }
  .waiting {
    min-width: min(480px, 80vw);
    aspect-ratio: 16 / 9;
    display: grid;
    place-content: center;
  }
  .face {
    position: absolute;
    transform: translate(-50%, -50%);
    /* Seen on any picture: the theme's colours know nothing of what was filmed. */
    border: 2px dashed white;
    border-radius: 6px;
    box-shadow: 0 0 0 1px rgb(0 0 0 / 65%);
    cursor: pointer;
  }
  .face:hover {
    background: rgb(255 255 255 / 18%);
  }
  .face[aria-checked='true'] {
    border: 3px solid white;
    box-shadow:
      0 0 0 2px rgb(0 0 0 / 75%),
      inset 0 0 0 1px rgb(0 0 0 / 65%);
  }
  .face:focus-visible {
    outline: 2px solid var(--vscode-focusBorder);
    outline-offset: 2px;
  }
  .said {
    min-height: 26px;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: center;
    gap: 6px 8px;
    text-align: center;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 12px;
    padding-top: 8px;
  }
  .row input {
    flex: 1;
  }
`;
