import { css, html, type TemplateResult } from 'lit';
import { icon, type IconName } from './icon.js';

export interface Action {
  readonly icon: IconName;
  /** Its name, said by screen readers; the tooltip too, unless there is a hint. */
  readonly label: string;
  readonly hint?: string;
  readonly run: () => void;
  readonly disabled?: boolean;
  /** Shown beside the icon. */
  readonly text?: string;
  /** Seen before its row is pointed at. Only of meaning among shy actions. */
  readonly main?: boolean;
  /** Not reached by Tab: its row has the tab stop. */
  readonly untabbed?: boolean;
}

/**
 * A quiet button like those in VS Code's lists and title bars. A template rather than an element:
 * a list of hundreds of rows has thousands of them.
 */
export function actionButton({
  icon: name,
  label,
  hint,
  run,
  disabled,
  text,
  main,
  untabbed,
}: Action): TemplateResult {
  return html`<button
    type="button"
    class=${main ? 'action main' : 'action'}
    title=${hint ?? label}
    aria-label=${label}
    tabindex=${untabbed ? -1 : 0}
    ?disabled=${disabled ?? false}
    @click=${run}
  >
    ${icon(name)}${text === undefined ? '' : html`<span class="action-text">${text}</span>`}
  </button>`;
}

export const actionStyles = css`
  .action {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 5px;
    min-width: 24px;
    height: 24px;
    padding: 0 4px;
    border: 1px solid transparent;
    border-radius: 5px;
    background: none;
    color: var(--vscode-icon-foreground, var(--vscode-foreground));
    font: inherit;
    white-space: nowrap;
    cursor: pointer;
  }
  .action:hover:not(:disabled) {
    background: var(--vscode-toolbar-hoverBackground);
    outline: 1px dashed var(--vscode-toolbar-hoverOutline, transparent);
    outline-offset: -1px;
  }
  .action:active:not(:disabled) {
    background: var(--vscode-toolbar-activeBackground, var(--vscode-toolbar-hoverBackground));
  }
  .action:focus-visible {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: -1px;
  }
  /* Themes choose their icons' colour for shapes: too faint to be read. */
  .action:not(:disabled) .action-text {
    color: var(--vscode-foreground);
  }
  .action:disabled {
    color: var(--vscode-disabledForeground);
    cursor: default;
  }
  @media (pointer: coarse) {
    .action {
      min-width: 36px;
      height: 36px;
    }
  }
`;

/**
 * Actions of a row that show when it is pointed at or has the focus, as in VS Code's lists. They
 * stay where they are for keyboard and screen readers; where nothing can hover they are always seen.
 * `rowStyles`, where the row is, says when.
 */
export const shyActionStyles = css`
  .shy .action:not(.main) {
    opacity: var(--shy, 0);
  }
  @media (hover: none), (pointer: coarse) {
    .shy .action:not(.main) {
      opacity: 1;
    }
  }
`;

/** For what holds rows: a property reaches into their shadow roots, where a selector does not. */
export const rowStyles = css`
  li:hover,
  li:focus-within {
    --shy: 1;
  }
  li:hover {
    --row-hover: var(--vscode-list-hoverBackground, transparent);
  }
  li:focus-visible {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: -1px;
  }
`;
