import { css } from 'lit';

export const tryDialogStyles = css`
  .place {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: start;
    gap: 8px 12px;
  }
  .place-buttons {
    display: flex;
    min-height: 56px;
    align-items: center;
    gap: 8px;
  }
  .parts {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(200px, 260px);
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
    min-height: 180px;
    text-align: center;
  }
  .progress-line {
    min-height: 34px;
    padding-top: 6px;
  }
  h3 {
    padding: 0 0 4px 8px;
    font-size: 1em;
    font-weight: 600;
  }
  .keep {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    padding: 10px 0 0 8px;
  }
  .keep hg-dropdown {
    flex: 1 1 120px;
  }
  .kept {
    flex-basis: 100%;
    min-height: 1.4em;
  }
  @media (max-width: 760px) {
    .place,
    .parts {
      grid-template-columns: minmax(0, 1fr);
    }
    .place-buttons {
      min-height: 0;
    }
  }
`;
