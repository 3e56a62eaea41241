import { css, html, type TemplateResult } from 'lit';
import type { Say } from '../../src/core/strings/ui.js';
import type { PairState } from '../../src/protocol/editorView.js';
import { icon } from '../controls/icon.js';
import { stateIcon, stateName } from '../wording/pairStates.js';

/**
 * An icon and a word for a pair's state. Only the icon is coloured: the theme's colours for states are
 * too faint for text in light themes, and colour merely repeats what is said.
 */
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
    color: var(--vscode-foreground);
  }
  .state-new,
  .state-queued,
  .state-cancelled {
    color: var(--vscode-descriptionForeground);
  }
  .state-done .icon,
  .state-current .icon {
    color: var(--vscode-testing-iconPassed);
  }
  .state-failed .icon {
    color: var(--vscode-errorForeground);
  }
  .state-stale .icon,
  .state-missing-input .icon,
  .state-invalid .icon {
    color: var(--vscode-editorWarning-foreground);
  }
  .state-running .icon,
  .state-cancelling .icon {
    color: var(--vscode-progressBar-background);
    animation: turn 1.2s linear infinite;
  }
  @keyframes turn {
    to {
      transform: rotate(1turn);
    }
  }
`;
