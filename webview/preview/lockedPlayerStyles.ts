import { css } from 'lit';

export const lockedPlayerStyles = css`
  .stage {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: 8px;
  }
  .stage.wipe,
  .stage.result {
    grid-template-columns: 1fr;
  }
  figure {
    margin: 0;
    min-width: 0;
  }
  .stage.wipe figure {
    grid-area: 1 / 1;
  }
  .stage.wipe figcaption,
  .stage.result .source {
    display: none;
  }
  video {
    display: block;
    width: 100%;
    max-height: max(160px, min(58vh, 100vh - 350px));
    background: var(--vscode-textCodeBlock-background);
    border-radius: 3px;
    object-fit: contain;
  }
  .two-timelines video {
    max-height: max(160px, 100vh - 600px);
  }
  figcaption {
    padding-top: 2px;
    text-align: center;
    font-size: 0.92em;
  }
  .slider.wide {
    width: 100%;
    margin-top: 4px;
  }
  .transport {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 12px;
    padding: 8px 0 6px;
  }
  .transport .slider {
    flex: 1 1 160px;
  }
  .play .action {
    width: 28px;
    height: 28px;
  }
  .place {
    font-variant-numeric: tabular-nums;
  }
  @media (max-width: 600px) {
    .stage.side {
      grid-template-columns: 1fr;
    }
    video {
      max-height: 34vh;
    }
  }
`;
