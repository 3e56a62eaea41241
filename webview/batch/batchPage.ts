import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { EditorView, ProblemSubject, SourceView } from '../../src/protocol/editorView.js';
import type { PageState } from '../page/pageState.js';
import type { Session } from '../page/session.js';
import type { PairsSection } from '../pairs/pairsSection.js';
import '../pairs/pairsSection.js';
import { baseStyles } from '../styles/base.js';
import './sourceShelf.js';
import type { SourceShelf } from './sourceShelf.js';
import './welcomeSteps.js';

/** Many videos, many audios: shelves above, pairs below. */
@customElement('hg-batch-page')
export class BatchPage extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: block;
      }
      .shelves {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(380px, 100%), 1fr));
        gap: 16px 20px;
        padding: 12px 0 20px;
      }
    `,
  ];

  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) project!: NonNullable<EditorView['project']>;
  @property({ attribute: false }) sources: ReadonlyMap<string, SourceView> = new Map();
  @property({ attribute: false }) selected: ReadonlySet<string> = new Set();
  @property() pairsView: PageState['pairs'] = 'list';
  @property({ type: Boolean }) dropping = false;

  /** Leads to where a source or a pair is seen. */
  async show(subject: ProblemSubject): Promise<void> {
    await this.updateComplete;
    if (subject.kind === 'pair') {
      await this.renderRoot.querySelector<PairsSection>('hg-pairs')?.show(subject.id);
      return;
    }
    const shelves = this.renderRoot.querySelectorAll<SourceShelf>('hg-source-shelf');
    await [...shelves].find(({ list }) => list === subject.list)?.show(subject.id);
  }

  async showFailed(): Promise<void> {
    await this.updateComplete;
    await this.renderRoot.querySelector<PairsSection>('hg-pairs')?.showFailed();
  }

  protected override render(): TemplateResult {
    const { session, project, dropping } = this;
    if (project.videos.length === 0 && project.audios.length === 0) {
      return html`<hg-welcome .session=${session}></hg-welcome>`;
    }
    return html`<div class="shelves">
        <hg-source-shelf
          .session=${session}
          .list=${'videos'}
          .sources=${project.videos}
          .dropping=${dropping}
        ></hg-source-shelf>
        <hg-source-shelf
          .session=${session}
          .list=${'audios'}
          .sources=${project.audios}
          .dropping=${dropping}
        ></hg-source-shelf>
      </div>
      <hg-pairs
        .session=${session}
        .project=${project}
        .sources=${this.sources}
        .selected=${this.selected}
        .view=${this.pairsView}
      ></hg-pairs>`;
  }
}
