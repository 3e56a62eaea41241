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
  /* Each on its own side of the line. */
  .stage.wipe figcaption {
    width: min(100%, var(--most-height) * var(--shape));
    margin: 0 auto;
    text-align: start;
  }
  .stage.wipe .result figcaption {
    text-align: end;
  }
  .stage.result .source {
    display: none;
  }
  figure {
    --most-height: max(160px, min(58vh, 100vh - 350px));
  }
  /* The box is as the picture is, so that what lies over it, lies over the picture. */
  .picture {
    position: relative;
    width: min(100%, var(--most-height) * var(--shape));
    margin: 0 auto;
    aspect-ratio: var(--shape);
    overflow: hidden;
    border-radius: 3px;
    background: var(--vscode-textCodeBlock-background);
  }
  .stage.wipe .result .picture {
    background: none;
  }
  /* What is compared is looked at; what is measured may be scrolled to. */
  .two-timelines figure {
    --most-height: max(160px, min(42vh, 340px), 100vh - 600px);
  }
  .cut,
  video {
    display: block;
    width: 100%;
    height: 100%;
  }
  video {
    object-fit: contain;
    transform-origin: 0 0;
  }
  .wiper {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    margin: 0;
    appearance: none;
    background: none;
    cursor: ew-resize;
  }
  .wiper:focus-visible {
    outline-offset: -2px;
  }
  .wiper::-webkit-slider-thumb {
    appearance: none;
    width: 2px;
    height: 100%;
  }
  .wiper::-moz-range-thumb {
    width: 2px;
    height: 100%;
    border: none;
    background: none;
  }
  .wiper::-moz-range-track {
    background: none;
  }
  .wipe-line,
  .wipe-line::after {
    /* Seen on any picture: the theme's colours know nothing of what was filmed. */
    background: white;
    box-shadow: 0 0 0 1px rgb(0 0 0 / 55%);
  }
  .wipe-line {
    position: absolute;
    top: 0;
    bottom: 0;
    width: 2px;
    margin-left: -1px;
    pointer-events: none;
  }
  .wipe-line::after {
    content: '';
    position: absolute;
    top: calc(50% - 14px);
    left: -5px;
    width: 12px;
    height: 28px;
    border-radius: 6px;
  }
  figcaption {
    padding-top: 2px;
    text-align: center;
    font-size: 0.92em;
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
    figure {
      --most-height: 34vh;
    }
  }
`;
