import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { baseStyles } from '../styles/base.js';
import { icon, type IconName } from './icon.js';

export interface MenuItem {
  readonly icon: IconName;
  readonly text: string;
  readonly disabled?: boolean;
  readonly run: () => void;
}

/** Pixels of the window, from its top left corner. */
export interface MenuPlace {
  readonly x: number;
  readonly y: number;
}

/** Pixels that a menu keeps from the window's edges. */
const MARGIN = 4;

/**
 * A menu of the page's own, at a place. Takes the focus; arrow keys, Home and End go through it, Enter
 * and Space choose, Escape, Tab and a click elsewhere end it. Fires `close` when it is over, before
 * what was chosen runs, so that whoever holds it can put the focus back first.
 */
@customElement('hg-menu')
export class ContextMenu extends LitElement {
  static override styles = [
    baseStyles,
    css`
      [popover] {
        position: fixed;
        inset: auto;
        margin: 0;
        min-width: 160px;
        max-width: calc(100vw - 8px);
        max-height: calc(100vh - 8px);
        overflow: auto;
        padding: 4px;
        border: 1px solid
          var(--vscode-menu-border, var(--vscode-contrastBorder, var(--vscode-panel-border)));
        border-radius: 5px;
        background: var(--vscode-menu-background, var(--vscode-editorWidget-background));
        color: var(--vscode-menu-foreground, var(--vscode-foreground));
        box-shadow: 0 2px 8px var(--vscode-widget-shadow, transparent);
      }
      button {
        display: flex;
        align-items: center;
        gap: 8px;
        width: 100%;
        padding: 4px 20px 4px 8px;
        border: none;
        border-radius: 3px;
        background: none;
        color: inherit;
        font: inherit;
        text-align: left;
        cursor: pointer;
      }
      button:focus,
      button:hover:not(:disabled) {
        outline: 1px solid var(--vscode-menu-selectionBorder, transparent);
        outline-offset: -1px;
        background: var(--vscode-menu-selectionBackground, var(--vscode-list-hoverBackground));
        color: var(--vscode-menu-selectionForeground, inherit);
      }
      button:disabled {
        color: var(--vscode-disabledForeground);
        cursor: default;
      }
      @media (pointer: coarse) {
        button {
          padding-block: 10px;
        }
      }
    `,
  ];

  @property() label = '';
  @property({ attribute: false }) items: readonly MenuItem[] = [];
  @property({ attribute: false }) place: MenuPlace = { x: 0, y: 0 };
  @query('[popover]') private readonly popup?: HTMLElement;

  protected override render(): TemplateResult {
    return html`<div
      popover="auto"
      role="menu"
      aria-label=${this.label}
      @toggle=${this.onToggle}
      @keydown=${this.onKey}
      @contextmenu=${keep}
    >
      ${this.items.map((item) => this.item(item))}
    </div>`;
  }

  private item({ icon: name, text, disabled, run }: MenuItem): TemplateResult {
    return html`<button
      type="button"
      role="menuitem"
      tabindex="-1"
      ?disabled=${disabled ?? false}
      @click=${() => {
        this.popup?.hidePopover();
        this.end();
        run();
      }}
    >
      ${icon(name)}<span>${text}</span>
    </button>`;
  }

  protected override firstUpdated(): void {
    const { popup } = this;
    if (!popup) return;
    popup.showPopover();
    const { width, height } = popup.getBoundingClientRect();
    const left = Math.max(MARGIN, Math.min(this.place.x, innerWidth - width - MARGIN));
    const top = Math.max(MARGIN, Math.min(this.place.y, innerHeight - height - MARGIN));
    popup.style.left = `${left}px`;
    popup.style.top = `${top}px`;
    this.choices.at(0)?.focus();
  }

  private get choices(): HTMLButtonElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLButtonElement>('button:enabled')];
  }

  private end(): void {
    this.dispatchEvent(new Event('close'));
  }

  private readonly onToggle = (event: ToggleEvent): void => {
    if (event.newState === 'closed') this.end();
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    event.stopPropagation();
    const { choices } = this;
    const at = choices.findIndex((each) => each.matches(':focus'));
    const count = choices.length;
    const to = {
      ArrowDown: (at + 1) % count,
      ArrowUp: (at + count - 1) % count,
      Home: 0,
      End: count - 1,
    }[event.key];
    if (event.key === 'Tab') this.popup?.hidePopover();
    else if (to !== undefined) choices.at(to)?.focus();
    else return;
    event.preventDefault();
  };
}

/** A menu has no menu. */
function keep(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}
