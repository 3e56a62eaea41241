import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { EditorView, PairView, SourceView } from '../../src/protocol/editorView.js';
import { PageEvent } from '../page/pageEvents.js';
import type { PageState } from '../page/pageState.js';
import type { Session } from '../page/session.js';
import '../controls/button.js';
import '../controls/checkbox.js';
import '../controls/dropdown.js';
import type { Choice } from '../controls/dropdown.js';
import '../controls/segmented.js';
import type { Segment } from '../controls/segmented.js';
import type { ValueEvent } from '../controls/valueEvent.js';
import { baseStyles } from '../styles/base.js';
import './addPair.js';
import './leftOutPairs.js';
import './pairList.js';
import type { PairList } from './pairList.js';
import './pairMatrix.js';

/** States that a person looks for, as groups. */
const FILTERS = {
  all: undefined,
  failed: ['failed', 'missing-input', 'invalid'],
  running: ['running', 'queued', 'cancelling', 'elsewhere'],
  done: ['done', 'current'],
  new: ['new', 'stale', 'cancelled'],
} as const;
type Filter = keyof typeof FILTERS;

/** The pairs of a project as a list or a matrix, and the ways to make more. */
@customElement('hg-pairs')
export class PairsSection extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: block;
      }
      header {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px 12px;
        padding-bottom: 6px;
      }
      h2 {
        margin-right: auto;
      }
      .count {
        font-weight: normal;
        color: var(--vscode-descriptionForeground);
      }
      .empty {
        padding: 16px 8px;
      }
    `,
  ];

  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) project!: NonNullable<EditorView['project']>;
  @property({ attribute: false }) sources: ReadonlyMap<string, SourceView> = new Map();
  @property({ attribute: false }) selected: ReadonlySet<string> = new Set();
  @property() view: PageState['pairs'] = 'list';
  @state() private filter: Filter = 'all';

  /** Leads to a pair of the list. */
  async show(id: string): Promise<void> {
    const hidden = !this.filtered(this.project.pairs).some((pair) => pair.id === id);
    if (hidden) this.filter = 'all';
    await this.updateComplete;
    await this.renderRoot.querySelector<PairList>('hg-pair-list')?.show(id);
  }

  private views: readonly Segment[] = [];
  private filters: readonly Choice[] = [];

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('session')) return;
    const { say } = this.session;
    this.views = [
      { value: 'list', label: say('list'), icon: 'list' },
      { value: 'matrix', label: say('matrix'), icon: 'grid' },
    ];
    this.filters = [
      { value: 'all', label: say('filter-all') },
      { value: 'new', label: say('state-new') },
      { value: 'running', label: say('state-running') },
      { value: 'done', label: say('state-done') },
      { value: 'failed', label: say('state-failed') },
    ];
  }

  protected override render(): TemplateResult {
    const { pairs } = this.project;
    const shown = this.view === 'list' ? this.filtered(pairs) : pairs;
    return html`<section aria-labelledby="heading">
      ${this.header(pairs.length)} ${this.content(shown)}
    </section>`;
  }

  /** Shows the failed pairs and puts the focus on the first. */
  async showFailed(): Promise<void> {
    if (this.project.pairs.length > 1) this.filter = 'failed';
    await this.updateComplete;
    await this.renderRoot.querySelector<PairList>('hg-pair-list')?.focusFirst();
  }

  private header(count: number): TemplateResult {
    const { say, ask, trusted } = this.session;
    const { matrix, videos, audios } = this.project;
    const empty = videos.length === 0 || audios.length === 0;
    return html`<header>
      <h2 id="heading">${say('pairs')} <span class="count">${count || nothing}</span></h2>
      <hg-checkbox
        label=${say('every-pair')}
        .checked=${matrix}
        ?disabled=${!trusted}
        @value=${(event: ValueEvent<boolean>) =>
          void ask({ kind: 'edit', edit: { kind: 'set-matrix', on: event.value } })}
      ></hg-checkbox>
      ${
        matrix
          ? nothing
          : html`<hg-button
              ?disabled=${!trusted || empty}
              hint=${say('add-all-pairs-title')}
              @click=${() => void ask({ kind: 'add-all-pairs' })}
              >${say('add-all-pairs')}</hg-button
            >`
      }
      ${this.view === 'list' && count > 1 ? this.filterChoice() : nothing}
      <hg-segmented
        label=${say('view')}
        .value=${this.view}
        .segments=${this.views}
        @value=${(event: ValueEvent<PageState['pairs']>) => {
          this.dispatchEvent(new PageEvent({ kind: 'remember', state: { pairs: event.value } }));
        }}
      ></hg-segmented>
    </header>`;
  }

  private filterChoice(): TemplateResult {
    const { say } = this.session;
    return html`<hg-dropdown
      label=${say('filter')}
      .value=${this.filter}
      .choices=${this.filters}
      @value=${(event: ValueEvent<Filter>) => {
        this.filter = event.value;
      }}
    ></hg-dropdown>`;
  }

  private content(pairs: readonly PairView[]): TemplateResult {
    const { session, sources, selected } = this;
    const { videos, audios, matrix } = this.project;
    if (videos.length === 0 || audios.length === 0) {
      return html`<p class="empty quiet">${session.say('pairs-need-sources')}</p>`;
    }
    if (this.view === 'matrix') {
      return html`<hg-pair-matrix
        .session=${session}
        .pairs=${pairs}
        .videos=${videos}
        .audios=${audios}
        .selected=${selected}
        .matrix=${matrix}
      ></hg-pair-matrix>`;
    }
    return html`${
      pairs.length === 0
        ? this.empty()
        : html`<hg-pair-list
            .session=${session}
            .pairs=${pairs}
            .sources=${sources}
            .selected=${selected}
            .matrix=${matrix}
          ></hg-pair-list>`
    }
    ${
      matrix
        ? html`<hg-left-out
            .session=${session}
            .project=${this.project}
            .sources=${sources}
          ></hg-left-out>`
        : html`<hg-add-pair
            .session=${session}
            .videos=${videos}
            .audios=${audios}
            .pairs=${this.project.pairs}
          ></hg-add-pair>`
    }`;
  }

  private empty(): TemplateResult {
    const { say } = this.session;
    const { matrix, pairs } = this.project;
    if (matrix && pairs.length === 0) return html`<p class="empty">${say('pairs-all-out')}</p>`;
    if (this.filter === 'all') return html`<p class="empty quiet">${say('pairs-empty')}</p>`;
    return html`<p class="empty quiet">
      ${say('filter-none')}
      <hg-button
        @click=${() => {
          this.filter = 'all';
        }}
        >${say('show-all')}</hg-button
      >
    </p>`;
  }

  private filtered(pairs: readonly PairView[]): readonly PairView[] {
    const kinds: readonly string[] | undefined = FILTERS[this.filter];
    return kinds ? pairs.filter(({ state }) => kinds.includes(state.kind)) : pairs;
  }
}
