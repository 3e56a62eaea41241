import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import '../controls/button.js';
import '../controls/textField.js';
import type { TextField } from '../controls/textField.js';
import type { ProjectEdit } from '../../src/core/project/projectEdit.js';
import type { SourceView } from '../../src/protocol/editorView.js';
import type { Session } from '../page/session.js';
import { baseStyles } from '../styles/base.js';

/** What can be written about a source, in place. Sends only what differs. Fires `close`. */
@customElement('hg-source-form')
export class SourceForm extends LitElement {
  static override styles = [
    baseStyles,
    css`
      form {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        align-items: center;
        gap: 4px 8px;
        padding: 8px 4px;
      }
      .wide {
        grid-column: 1 / -1;
      }
      .buttons {
        display: flex;
        gap: 8px;
        padding-top: 4px;
      }
      .quiet {
        font-size: 0.92em;
      }
    `,
  ];

  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) source!: SourceView;
  @query('#name') private readonly nameField!: TextField;
  @query('#id') private readonly idField!: TextField;

  protected override render(): TemplateResult {
    const { say } = this.session;
    const { source } = this;
    return html`<form @keydown=${this.onKey} @submit=${this.onSubmit}>
      ${this.field('name', say('name-label'), source.name)}
      ${this.field('id', say('id-label'), source.id)}
      <p class="wide quiet">${say('id-hint')}</p>
      <div class="wide buttons">
        <hg-button appearance="primary" @click=${this.saveAndClose}>${say('save')}</hg-button>
        <hg-button @click=${this.close}>${say('cancel')}</hg-button>
      </div>
    </form>`;
  }

  protected override firstUpdated(): void {
    void this.nameField.updateComplete.then(() => {
      this.nameField.focus();
    });
  }

  private field(id: string, label: string, value: string): TemplateResult {
    return html`<span aria-hidden="true">${label}</span
      ><hg-text-field id=${id} label=${label} value=${value}></hg-text-field>`;
  }

  private edits(): ProjectEdit[] {
    const { list, id, name } = this.source;
    const source = { list, id } as const;
    const label = this.nameField.typed.trim();
    const newId = this.idField.typed.trim();
    const edits: ProjectEdit[] = [];
    if (label !== name) edits.push({ kind: 'relabel-source', source, label });
    // Last: the other names the source by the id it has until then.
    if (newId !== id) edits.push({ kind: 'rename-source', source, id: newId });
    return edits;
  }

  private readonly saveAndClose = async (): Promise<void> => {
    const edits = this.edits();
    if (edits.length > 0) {
      const answer = await this.session.ask({ kind: 'edits', edits });
      if (answer.kind === 'refused') return;
    }
    this.close();
  };

  private readonly close = (): void => {
    this.dispatchEvent(new Event('close'));
  };

  private readonly onSubmit = (event: Event): void => {
    event.preventDefault();
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    const inField = event.composedPath().some((target) => target instanceof HTMLInputElement);
    if (event.key === 'Escape') this.close();
    else if (event.key === 'Enter' && inField && !event.isComposing) void this.saveAndClose();
    else return;
    event.stopPropagation();
  };
}
