import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { actionButton, actionStyles } from '../controls/actionButton.js';
import '../controls/button.js';
import '../controls/contextMenu.js';
import type { MenuItem, MenuPlace } from '../controls/contextMenu.js';
import { PageEvent } from '../page/pageEvents.js';
import type { Session } from '../page/session.js';
import { baseStyles } from '../styles/base.js';

/** Writes a script, and a menu with the ways to bring many of them. */
@customElement('hg-script-buttons')
export class ScriptButtons extends LitElement {
  static override styles = [
    baseStyles,
    actionStyles,
    css`
      :host {
        display: inline-flex;
        align-items: center;
      }
    `,
  ];

  @property({ attribute: false }) session!: Session;
  @state() private menu: MenuPlace | undefined;

  protected override render(): TemplateResult {
    const { say, trusted } = this.session;
    return html`<hg-button
        icon="edit"
        hint=${say('script-write-hint')}
        ?disabled=${!trusted}
        @click=${() => {
          this.dispatchEvent(new PageEvent({ kind: 'script' }));
        }}
        >${say('script-write')}</hg-button
      >${actionButton({
        icon: 'more',
        label: say('script-more'),
        disabled: !trusted,
        run: this.openMenu,
      })}
      ${
        this.menu
          ? html`<hg-menu
              label=${say('script-more')}
              .items=${this.items()}
              .place=${this.menu}
              @close=${this.closeMenu}
            ></hg-menu>`
          : nothing
      }`;
  }

  private items(): readonly MenuItem[] {
    const { say } = this.session;
    const find = (what: 'files' | 'folder') => () => {
      this.dispatchEvent(new PageEvent({ kind: 'find-scripts', what }));
    };
    return [
      { icon: 'log', text: say('script-from-files'), run: find('files') },
      { icon: 'folder', text: say('script-from-folder'), run: find('folder') },
    ];
  }

  private readonly openMenu = (): void => {
    const box = this.renderRoot.querySelector('.action')?.getBoundingClientRect();
    if (box) this.menu = { x: box.left, y: box.bottom + 2 };
  };

  private readonly closeMenu = (): void => {
    this.menu = undefined;
    this.renderRoot.querySelector<HTMLElement>('.action')?.focus();
  };
}
