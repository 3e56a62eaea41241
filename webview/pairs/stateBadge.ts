import { css, html, type TemplateResult } from 'lit';
import type { Say } from '../../src/core/strings/ui.js';
import type { PairState } from '../../src/protocol/editor.js';
import { icon } from '../controls/icon.js';
import { stateIcon, stateName } from '../wording/pairStates.js';

/** An icon and a word for a pair's state; colour only repeats what they say. */
export function stateBadge(state: PairState, say: Say): TemplateResult {
  return html`<span class="badge state-${state.kind}">
    ${icon(stateIcon(state))}<span class="clip">${stateName(state, say)}</span>
  </span>`;
}

export const stateBadgeStyles = css`
  .badge {
    display: inline-flex;
    align-items: center;
    gap: 5px;
    min-width: 0;
    max-width: 100%;
    color: var(--vscode-descriptionForeground);
  }
  .state-done,
  .state-current {
    color: var(--vscode-testing-iconPassed);
  }
  .state-failed {
    color: var(--vscode-errorForeground);
  }
  .state-stale,
  .state-missing-input,
  .state-invalid {
    color: var(--vscode-editorWarning-foreground);
  }
  .state-running {
    color: var(--vscode-foreground);
  }
  .state-running .icon {
    color: var(--vscode-progressBar-background);
    animation: turn 1.2s linear infinite;
  }
  @keyframes turn {
    to {
      transform: rotate(1turn);
    }
  }
`;
