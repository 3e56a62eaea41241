import { css, html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

/** A bare tick box for rows, as a template because there are hundreds. */
export function tickBox(
  checked: boolean,
  label: string,
  onChange: (checked: boolean) => void,
  untabbed = false,
): TemplateResult {
  return html`<input
    type="checkbox"
    class="tick"
    aria-label=${label}
    tabindex=${untabbed ? -1 : 0}
    .checked=${live(checked)}
    @change=${(event: Event) => {
      onChange((event.currentTarget as HTMLInputElement).checked);
    }}
  />`;
}

export const tickBoxStyles = css`
  .tick {
    appearance: none;
    display: inline-grid;
    place-content: center;
    flex: none;
    width: 18px;
    height: 18px;
    margin: 0;
    border: 1px solid var(--vscode-checkbox-border, var(--vscode-contrastBorder));
    border-radius: 3px;
    background: var(--vscode-checkbox-background);
    color: var(--vscode-checkbox-foreground, var(--vscode-foreground));
    cursor: pointer;
  }
  .tick:checked::before {
    content: '';
    width: 9px;
    height: 5px;
    border: solid currentColor;
    border-width: 0 0 1.6px 1.6px;
    transform: translateY(-1.5px) rotate(-45deg);
  }
  @media (pointer: coarse) {
    .tick {
      width: 24px;
      height: 24px;
    }
  }
  .tick:focus-visible {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: 0;
  }
`;
