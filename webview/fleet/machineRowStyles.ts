import { css } from 'lit';

export const machineRowStyles = css`
  :host {
    display: block;
    contain-intrinsic-size: auto 64px;
    content-visibility: auto;
  }
  .row {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 1.6fr) minmax(110px, 0.6fr);
    gap: 4px 20px;
    padding: 8px 6px;
  }
  .name {
    font-weight: 600;
  }
  .badge {
    display: flex;
    align-items: center;
    gap: 5px;
  }
  .state-working .icon {
    color: var(--vscode-progressBar-background);
    animation: turn 1.2s linear infinite;
  }
  .state-resting .icon {
    color: var(--vscode-editorWarning-foreground);
  }
  .state-idle,
  .state-leaving {
    color: var(--vscode-descriptionForeground);
  }
  @keyframes turn {
    to {
      transform: rotate(1turn);
    }
  }
  .kit,
  .detail,
  .made {
    font-size: 0.92em;
    overflow-wrap: anywhere;
  }
  .made {
    text-align: right;
    font-variant-numeric: tabular-nums;
  }
  .detail {
    font-variant-numeric: tabular-nums;
  }
  .work {
    display: grid;
    align-content: start;
    gap: 6px;
    min-width: 0;
  }
  .task {
    min-width: 0;
  }
  .progress {
    margin: 3px 0;
  }
  .reason,
  .failure {
    overflow-wrap: anywhere;
  }
  .failure {
    display: flex;
    gap: 6px;
    grid-column: 1 / -1;
    font-size: 0.92em;
  }
  .failure .icon {
    margin-top: 1px;
    color: var(--vscode-editorWarning-foreground);
  }
  .failure p {
    min-width: 0;
  }
  @media (max-width: 700px) {
    .row {
      grid-template-columns: minmax(0, 1fr);
    }
    .made {
      text-align: left;
    }
  }
`;
