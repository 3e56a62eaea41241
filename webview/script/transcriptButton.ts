import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { SourceView } from '../../src/protocol/editorView.js';
import { actionButton, actionStyles, shyActionStyles } from '../controls/actionButton.js';
import '../controls/contextMenu.js';
import type { MenuItem, MenuPlace } from '../controls/contextMenu.js';
import { PageEvent } from '../page/pageEvents.js';
import type { Session } from '../page/session.js';
import { baseStyles } from '../styles/base.js';

/** Among a recording's actions: has its text chosen, and where it has one, a menu of what can be done with it. */
@customElement('hg-transcript-button')
export class TranscriptButton extends LitElement {
  static override styles = [baseStyles, actionStyles, shyActionStyles];

  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) source!: SourceView;
  /** Its row has the tab stop. */
  @property({ type: Boolean }) untabbed = false;
  @state() private menu: MenuPlace | undefined;

  protected override render(): TemplateResult {
    const { say, trusted } = this.session;
    const { name, transcript } = this.source;
    return html`<span class="shy"
        >${actionButton({
          icon: 'log',
          label: say('transcript-of', { name }),
          // What is there may be opened where nothing may be changed.
          disabled: !trusted && !transcript,
          untabbed: this.untabbed,
          run: transcript ? this.openMenu : this.choose,
        })}</span
      >${
        this.menu && transcript
          ? html`<hg-menu
              label=${say('transcript-menu')}
              .items=${this.items(transcript.file)}
              .place=${this.menu}
              @close=${this.closeMenu}
            ></hg-menu>`
          : nothing
      }`;
  }

  private items(path: string): readonly MenuItem[] {
    const { say, ask, trusted } = this.session;
    const { id, transcript } = this.source;
    const file = path.split('/').at(-1) ?? path;
    const clear = { kind: 'edit', edit: { kind: 'set-transcript', audio: id } } as const;
    const disabled = !trusted;
    return [
      {
        ...({ icon: 'open', disabled: transcript?.notice !== undefined } as const),
        text: say('transcript-open', { file }),
        run: () => void ask({ kind: 'open-script', id }),
      },
      { icon: 'log', text: say('transcript-choose'), disabled, run: this.choose },
      { icon: 'trash', text: say('transcript-clear'), disabled, run: () => void ask(clear) },
    ];
  }

  private readonly choose = (): void => {
    this.dispatchEvent(new PageEvent({ kind: 'find-transcript', audio: this.source.id }));
  };

  private readonly openMenu = (): void => {
    const box = this.renderRoot.querySelector('.action')?.getBoundingClientRect();
    if (box) this.menu = { x: box.left, y: box.bottom + 2 };
  };

  private readonly closeMenu = (): void => {
    this.menu = undefined;
    this.renderRoot.querySelector<HTMLElement>('.action')?.focus();
  };
}
