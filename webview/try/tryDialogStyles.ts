import { css } from 'lit';

export const tryDialogStyles = css`
  .place {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: start;
    gap: 8px 12px;
  }
  .go {
    /* What it says changes, and the waveform beside it is not to move under a hand. */
    min-width: 160px;
    margin-top: 14px;
  }
  .parts {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(220px, 290px);
    gap: 12px 20px;
    padding-top: 8px;
  }
  .screen {
    position: relative;
    min-height: 180px;
  }
  .waiting {
    display: grid;
    align-content: center;
    gap: 8px;
    /* About what a picture takes, so that the window does not jump when it comes. */
    min-height: min(46vh, 420px);
    text-align: center;
  }
  .progress-line {
    display: flex;
    align-items: center;
    gap: 12px;
    min-height: 42px;
  }
  .how-far {
    flex: 1;
    min-width: 0;
  }
  h3 {
    padding: 0 0 4px 8px;
    font-size: 1em;
    font-weight: 600;
  }
  @media (max-width: 760px) {
    .place,
    .parts {
      grid-template-columns: minmax(0, 1fr);
    }
    .go {
      margin: 0;
    }
  }
`;
