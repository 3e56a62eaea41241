import { css } from 'lit';

/** Native fields in the theme's colours: the toolkit has no groups of choices, and no numbers. */
export const fieldStyles = css`
  input.plain,
  select {
    min-width: 0;
    height: 26px;
    padding: 2px 6px;
    border: 1px solid
      var(--vscode-settings-textInputBorder, var(--vscode-input-border, var(--vscode-panel-border)));
    border-radius: 3px;
    background: var(--vscode-input-background);
    color: var(--vscode-input-foreground, var(--vscode-foreground));
    font: inherit;
  }
  select {
    border-color: var(--vscode-dropdown-border, var(--vscode-panel-border));
    background: var(--vscode-dropdown-background, var(--vscode-input-background));
    color: var(--vscode-dropdown-foreground, var(--vscode-foreground));
  }
  input.plain:focus,
  select:focus {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: -1px;
  }
  input.plain:disabled,
  select:disabled {
    opacity: var(--disabled-opacity, 0.5);
  }
  input.plain::placeholder {
    color: var(--vscode-input-placeholderForeground, var(--vscode-descriptionForeground));
  }
  @media (pointer: coarse) {
    input.plain,
    select {
      height: 40px;
    }
  }
`;
