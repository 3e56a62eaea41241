import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { PairView, SourceView } from '../../src/protocol/editorView.js';
import { GrowingList } from '../page/growingList.js';
import { PageEvent } from '../page/pageEvents.js';
import { isDelete, isMenu, RovingFocus } from '../page/rovingFocus.js';
import type { Session } from '../page/session.js';
import { Spotlight, spotlightStyles } from '../page/spotlight.js';
import { rowStyles } from '../controls/actionButton.js';
import { tickBox, tickBoxStyles } from '../controls/tickBox.js';
import { baseStyles } from '../styles/base.js';
import { isBusy, pairName, stateName } from '../wording/pairStates.js';
import { leaveOut } from './pairEdits.js';
import './pairRow.js';
import type { PairRow } from './pairRow.js';

/** The pairs, one below the other, in the order of the plan. */
@customElement('hg-pair-list')
export class PairList extends LitElement {
  static override styles = [
    baseStyles,
    rowStyles,
    spotlightStyles,
    tickBoxStyles,
    css`
      :host {
        display: block;
      }
      .head {
        display: flex;
        align-items: center;
        gap: 10px;
        padding: 4px 6px;
      }
      li + li {
        border-top: 1px solid
          var(--vscode-editorGroup-border, var(--vscode-panel-border, transparent));
      }
    `,
  ];

  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) pairs: readonly PairView[] = [];
  @property({ attribute: false }) sources: ReadonlyMap<string, SourceView> = new Map();
  @property({ attribute: false }) selected: ReadonlySet<string> = new Set();
  @property({ type: Boolean }) matrix = false;
  private readonly growing = new GrowingList(this);
  private readonly roving = new RovingFocus(this);
  private readonly spotlight = new Spotlight(this);

  /** Leads to a pair: scrolls to it, gives it the focus and marks it for a moment. */
  async show(id: string): Promise<void> {
    this.growing.reach(this.pairs.findIndex((pair) => pair.id === id) + 1);
    await this.updateComplete;
    if (this.roving.goTo(id)) this.spotlight.on(id);
  }

  protected override render(): TemplateResult {
    const { pairs, selected, session, roving } = this;
    const all = pairs.length > 0 && pairs.every(({ id }) => selected.has(id));
    const shown = this.growing.shown(pairs);
    roving.follow(shown.map(({ id }) => id));
    return html`<div class="head">
        ${tickBox(all, session.say('select-all'), this.selectAll)}
        <span class="quiet" aria-hidden="true">${session.say('select-all')}</span>
      </div>
      <ul
        aria-label=${session.say('pairs')}
        @focusin=${roving.onFocusIn}
        @keydown=${this.onKey}
        @menu-closed=${this.onMenuClosed}
      >
        ${repeat(
          shown,
          ({ id }) => id,
          (pair) => this.item(pair, pair.id === roving.current),
        )}
      </ul>`;
  }

  /** Puts the focus on the first pair and brings it into sight. */
  async focusFirst(): Promise<void> {
    await this.updateComplete;
    const first = this.renderRoot.querySelector<HTMLElement>('li');
    first?.focus({ preventScroll: true });
    first?.scrollIntoView({ block: 'center' });
  }

  private item(pair: PairView, current: boolean): TemplateResult {
    const { session, sources } = this;
    const { say } = session;
    return html`<li
      class=${this.spotlight.classOf(pair.id)}
      data-key=${pair.id}
      tabindex=${current ? 0 : -1}
      aria-label=${
        current ? `${pairName(pair, sources, say)}, ${stateName(pair.state, say)}` : nothing
      }
      aria-description=${current ? say('pair-keys') : nothing}
    >
      <hg-pair-row
        .session=${session}
        .pair=${pair}
        .video=${sources.get(`videos/${pair.video}`)}
        .audio=${sources.get(`audios/${pair.audio}`)}
        .selected=${this.selected.has(pair.id)}
        .matrix=${this.matrix}
        ?current=${current}
      ></hg-pair-row>
    </li>`;
  }

  private readonly selectAll = (on: boolean): void => {
    this.select(
      this.pairs.map(({ id }) => id),
      on,
    );
  };

  private select(pairs: readonly string[], on: boolean): void {
    this.dispatchEvent(new PageEvent({ kind: 'select', pairs, on }));
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    const id = this.roving.ownerOf(event);
    if (id === undefined) return;
    const { key, shiftKey } = event;
    if (this.roving.move(event)) {
      const { current } = this.roving;
      if (shiftKey && current !== undefined) this.select([id, current], true);
      return;
    }
    if (key === ' ') this.select([id], !this.selected.has(id));
    else if (key === 'a' && (event.ctrlKey || event.metaKey)) this.selectAll(true);
    else if (key === 'Escape') this.selectAll(false);
    else if (key === 'Enter') this.row(id)?.preview();
    else if (isMenu(event)) this.row(id)?.openMenu();
    else if (isDelete(event)) this.leaveOut(id);
    else return;
    event.preventDefault();
  };

  /** The focus was in the menu, which is gone. */
  private readonly onMenuClosed = (): void => {
    this.roving.focusCurrent();
  };

  private row(id: string): PairRow | null {
    return this.renderRoot.querySelector(`li[data-key="${CSS.escape(id)}"] hg-pair-row`);
  }

  /** All that is selected, if this pair is among it. */
  private leaveOut(id: string): void {
    if (!this.session.trusted) return;
    const ids = this.selected.has(id) ? this.selected : new Set([id]);
    const going = this.pairs.filter((pair) => ids.has(pair.id) && !isBusy(pair.state));
    const { session, matrix, sources } = this;
    const name = going.length === 1 ? pairName(going[0], sources, session.say) : '';
    void leaveOut(going, { session, matrix, name, from: this });
  }
}
