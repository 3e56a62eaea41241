import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import type { PairView, SourceView } from '../../src/protocol/editor.js';
import { GrowingList } from '../page/growingList.js';
import { PageEvent } from '../page/pageEvents.js';
import type { Session } from '../page/session.js';
import '../controls/button.js';
import { icon } from '../controls/icon.js';
import { progressBar, progressStyles } from '../controls/progressBar.js';
import { baseStyles } from '../styles/base.js';
import { hasResult, percent, stateName } from '../wording/pairStates.js';
import { leaveOut, takeIn } from './pairEdits.js';
import { pairMatrixStyles } from './pairMatrixStyles.js';
import './pairRow.js';
import { stateBadge, stateBadgeStyles } from './stateBadge.js';

interface Place {
  readonly row: number;
  readonly column: number;
}

const MOVES: Readonly<Partial<Record<string, readonly [number, number]>>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-10, 0],
  PageDown: [10, 0],
};

/** Rows of videos, columns of audios, a cell a pair. One cell is in the tab order at a time. */
@customElement('hg-pair-matrix')
export class PairMatrix extends LitElement {
  static override styles = [baseStyles, progressStyles, stateBadgeStyles, pairMatrixStyles];

  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) pairs: readonly PairView[] = [];
  @property({ attribute: false }) videos: readonly SourceView[] = [];
  @property({ attribute: false }) audios: readonly SourceView[] = [];
  @property({ attribute: false }) selected: ReadonlySet<string> = new Set();
  @property({ type: Boolean }) matrix = false;
  @state() private place: Place = { row: 0, column: 0 };
  private cells: ReadonlyMap<string, PairView> = new Map();
  private moved = false;
  private readonly growing = new GrowingList(this);

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('pairs')) this.cells = new Map(this.pairs.map((pair) => [pair.id, pair]));
    const { row, column } = this.place;
    const rows = this.videos.length - 1;
    const columns = this.audios.length - 1;
    if (row > rows || column > columns) {
      this.place = {
        row: Math.max(0, Math.min(row, rows)),
        column: Math.max(0, Math.min(column, columns)),
      };
    }
  }

  protected override render(): TemplateResult {
    const { audios, session } = this;
    return html`<p class="quiet hint" id="hint">${session.say('matrix-hint')}</p>
      <div class="frame">
        <table
          role="grid"
          aria-label=${session.say('matrix')}
          aria-describedby="hint"
          aria-rowcount=${this.videos.length + 1}
          aria-multiselectable="true"
          @keydown=${this.onKey}
          @focusin=${this.onFocus}
          @click=${this.onClick}
          @dblclick=${this.openPlace}
        >
          <thead>
            <tr>
              <td class="corner"></td>
              ${audios.map(
                ({ name }) =>
                  html`<th scope="col" title=${name}><span class="clip">${name}</span></th>`,
              )}
            </tr>
          </thead>
          <tbody>
            ${this.growing.shown(this.videos).map((video, row) => this.row(video, row))}
          </tbody>
        </table>
      </div>
      ${this.detail()}`;
  }

  /** Rendered again only if something in it changed: a progress message touches a cell or two. */
  private row(video: SourceView, row: number): unknown {
    const pairs = this.audios.map((audio) => this.cells.get(`${video.id}+${audio.id}`));
    const column = this.place.row === row ? this.place.column : -1;
    const selected = pairs.map((pair) => pair !== undefined && this.selected.has(pair.id));
    return guard(
      [video, this.session, this.audios, column, ...pairs, ...selected],
      () =>
        html`<tr aria-rowindex=${row + 2}>
          <th scope="row" title=${video.name}><span class="clip">${video.name}</span></th>
          ${pairs.map((pair, at) => this.cell(pair, row, at, column === at, selected[at]))}
        </tr>`,
    );
  }

  private cell(
    pair: PairView | undefined,
    row: number,
    column: number,
    current: boolean,
    selected: boolean,
  ): TemplateResult {
    const { say } = this.session;
    const running = pair?.state.kind === 'running' ? pair.state : undefined;
    return html`<td
      role="gridcell"
      class=${`${pair ? '' : 'out'} ${selected ? 'selected' : ''} ${current ? 'current' : ''}`}
      tabindex=${current ? 0 : -1}
      data-row=${row}
      data-column=${column}
      aria-selected=${selected ? 'true' : 'false'}
      title=${pair ? stateName(pair.state, say) : say('cell-excluded')}
    >
      ${
        running
          ? html`<span class="running-cell"
              >${percent(running.fraction)}${progressBar(running.fraction, say('state-running'))}</span
            >`
          : pair
            ? stateBadge(pair.state, say)
            : html`<span class="badge">${icon('remove')}${say('cell-excluded')}</span>`
      }
    </td>`;
  }

  /** The chosen cell in words, with all that can be done with it. */
  private detail(): TemplateResult {
    const { say, ask, trusted } = this.session;
    const video = this.videos.at(this.place.row);
    const audio = this.audios.at(this.place.column);
    if (!video || !audio) return html`${nothing}`;
    const pair = this.chosen;
    return html`<section class="detail-box" aria-label=${say('selected-cell')}>
      ${
        pair
          ? html`<hg-pair-row
              .session=${this.session}
              .pair=${pair}
              .video=${video}
              .audio=${audio}
              .selected=${this.selected.has(pair.id)}
              .matrix=${this.matrix}
              current
            ></hg-pair-row>`
          : html`<div class="left-out">
              <span>${say('pair-of', { video: video.name, audio: audio.name })}</span>
              <span class="quiet">${say('cell-excluded')}</span>
              <hg-button
                icon="add"
                ?disabled=${!trusted}
                @click=${() => void takeIn({ video: video.id, audio: audio.id }, this.matrix, ask)}
                >${say('include-pair', { pair: '' })}</hg-button
              >
            </div>`
      }
    </section>`;
  }

  protected override updated(): void {
    if (!this.moved) return;
    this.moved = false;
    const { row, column } = this.place;
    const cell = this.renderRoot.querySelector<HTMLElement>(
      `td[data-row="${row}"][data-column="${column}"]`,
    );
    cell?.focus();
  }

  private readonly onFocus = (event: FocusEvent): void => {
    const cell = event.target instanceof HTMLElement ? event.target.closest('td') : null;
    const { row, column } = cell?.dataset ?? {};
    if (row === undefined || column === undefined) return;
    if (Number(row) !== this.place.row || Number(column) !== this.place.column) {
      this.place = { row: Number(row), column: Number(column) };
    }
  };

  /** With Ctrl or Shift a click selects, as in other grids. */
  private readonly onClick = (event: MouseEvent): void => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) this.select();
  };

  private select(): void {
    const pair = this.chosen;
    if (!pair) return;
    const on = !this.selected.has(pair.id);
    this.dispatchEvent(new PageEvent({ kind: 'select', pairs: [pair.id], on }));
  }

  private get chosen(): PairView | undefined {
    const video = this.videos.at(this.place.row);
    const audio = this.audios.at(this.place.column);
    return video && audio && this.cells.get(`${video.id}+${audio.id}`);
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.key === ' ' && event.shiftKey) this.select();
    else if (event.key === ' ') this.toggle();
    else if (event.key === 'Enter') this.openPlace();
    else if (!this.move(event)) return;
    event.preventDefault();
  };

  private move(event: KeyboardEvent): boolean {
    const { row, column } = this.place;
    const last = { row: this.videos.length - 1, column: this.audios.length - 1 };
    const step = MOVES[event.key];
    let to: Place;
    if (step) to = { row: row + step[0], column: column + step[1] };
    else if (event.key === 'Home') to = { row: event.ctrlKey ? 0 : row, column: 0 };
    else if (event.key === 'End') to = { row: event.ctrlKey ? last.row : row, column: last.column };
    else return false;
    this.place = {
      row: Math.max(0, Math.min(to.row, last.row)),
      column: Math.max(0, Math.min(to.column, last.column)),
    };
    this.moved = true;
    return true;
  }

  private toggle(): void {
    const video = this.videos.at(this.place.row);
    const audio = this.audios.at(this.place.column);
    if (!video || !audio || !this.session.trusted) return;
    const cell = { video: video.id, audio: audio.id };
    const { ask } = this.session;
    if (this.chosen) void leaveOut([cell], this.matrix, ask);
    else void takeIn(cell, this.matrix, ask);
  }

  private readonly openPlace = (): void => {
    const pair = this.chosen;
    if (pair && hasResult(pair.state)) {
      this.dispatchEvent(new PageEvent({ kind: 'preview', pair: pair.id }));
    }
  };
}
