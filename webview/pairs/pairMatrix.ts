import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import type { PairView, SourceView } from '../../src/protocol/editorView.js';
import { GrowingList } from '../page/growingList.js';
import { PageEvent } from '../page/pageEvents.js';
import { isMenu } from '../page/rovingFocus.js';
import type { Session } from '../page/session.js';
import '../controls/button.js';
import '../controls/contextMenu.js';
import type { MenuItem, MenuPlace } from '../controls/contextMenu.js';
import { icon } from '../controls/icon.js';
import { progressBar, progressStyles } from '../controls/progressBar.js';
import { baseStyles } from '../styles/base.js';
import { percent, stateName } from '../wording/pairStates.js';
import {
  cellMenu,
  type Line,
  lineMenu,
  type MatrixMenuParts,
  outMenu,
  toggleLine,
} from './matrixMenus.js';
import { block, type Place, placeAfter, within } from './matrixPlaces.js';
import { previewPair } from './pairActions.js';
import { leaveOut, takeIn } from './pairEdits.js';
import { pairMatrixStyles } from './pairMatrixStyles.js';
import './pairRow.js';
import { stateBadge, stateBadgeStyles } from './stateBadge.js';

interface OpenMenu {
  readonly label: string;
  readonly items: readonly MenuItem[];
  readonly place: MenuPlace;
}

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
  @state() private menu: OpenMenu | undefined;
  /** Where the block begins that Shift selects. */
  private anchor: Place = { row: 0, column: 0 };
  private cells: ReadonlyMap<string, PairView> = new Map();
  private moved = false;
  private readonly growing = new GrowingList(this);

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('pairs')) this.cells = new Map(this.pairs.map((pair) => [pair.id, pair]));
    const kept = within(this.place, this.last);
    if (kept.row !== this.place.row || kept.column !== this.place.column) this.place = kept;
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
          @contextmenu=${this.onContextMenu}
        >
          <thead>
            <tr>
              <td class="corner"></td>
              ${audios.map(
                ({ name }, column) =>
                  html`<th scope="col">${this.heading(name, () => this.columnAt(column))}</th>`,
              )}
            </tr>
          </thead>
          <tbody>
            ${this.growing.shown(this.videos).map((video, row) => this.row(video, row))}
          </tbody>
        </table>
      </div>
      ${this.detail()} ${this.menu ? this.openMenu(this.menu) : nothing}`;
  }

  private openMenu({ label, items, place }: OpenMenu): TemplateResult {
    return html`<hg-menu
      label=${label}
      .items=${items}
      .place=${place}
      @close=${() => {
        this.menu = undefined;
        this.moved = true;
      }}
    ></hg-menu>`;
  }

  /** A click selects the whole line; its menu leaves it out or takes it in. For the mouse: cells have keys. */
  private heading(name: string, line: () => Line): TemplateResult {
    const label = this.session.say('select-all-of', { name });
    return html`<button
      type="button"
      class="heading clip"
      tabindex="-1"
      title=${label}
      @click=${() => {
        toggleLine(line(), { selected: this.selected, from: this });
      }}
      @contextmenu=${(event: MouseEvent) => {
        event.preventDefault();
        event.stopPropagation();
        const place = { x: event.clientX, y: event.clientY };
        this.menu = { label: name, items: lineMenu(line(), this.menuParts), place };
      }}
    >
      ${name}
    </button>`;
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
          <th scope="row">${this.heading(video.name, () => this.rowAt(row))}</th>
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
                @click=${() => void takeIn([{ video: video.id, audio: audio.id }], this.matrix, ask)}
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

  /** With Ctrl a click selects, with Shift all from where the last one without was: as in other grids. */
  private readonly onClick = (event: MouseEvent): void => {
    if (!inCell(event)) return;
    if (event.shiftKey) this.selectBlock();
    else {
      this.anchor = this.place;
      if (event.ctrlKey || event.metaKey) this.select();
    }
  };

  private select(): void {
    const pair = this.chosen;
    if (!pair) return;
    const on = !this.selected.has(pair.id);
    this.dispatchEvent(new PageEvent({ kind: 'select', pairs: [pair.id], on }));
  }

  private selectBlock(): void {
    const pairs = block(this.anchor, this.place).flatMap((place) => this.pairAt(place)?.id ?? []);
    if (pairs.length > 0) this.dispatchEvent(new PageEvent({ kind: 'select', pairs, on: true }));
  }

  private get last(): Place {
    return { row: this.videos.length - 1, column: this.audios.length - 1 };
  }

  private pairAt({ row, column }: Place): PairView | undefined {
    const video = this.videos.at(row);
    const audio = this.audios.at(column);
    return video && audio && this.cells.get(`${video.id}+${audio.id}`);
  }

  private rowAt(row: number): Line {
    return this.line(this.audios.map((_, column) => ({ row, column })));
  }

  private columnAt(column: number): Line {
    return this.line(this.videos.map((_, row) => ({ row, column })));
  }

  private line(places: readonly Place[]): Line {
    return {
      pairs: places.flatMap((place) => this.pairAt(place) ?? []),
      out: places
        .filter((place) => !this.pairAt(place))
        .map(({ row, column }) => ({ video: this.videos[row].id, audio: this.audios[column].id })),
    };
  }

  private get menuParts(): MatrixMenuParts {
    const { session, matrix, selected } = this;
    const sources = [this.videos.at(this.place.row), this.audios.at(this.place.column)] as const;
    return { session, matrix, selected, sources, from: this };
  }

  private readonly onContextMenu = (event: MouseEvent): void => {
    if (!inCell(event)) return;
    event.preventDefault();
    this.showMenu({ x: event.clientX, y: event.clientY });
  };

  private showMenu(place: MenuPlace): void {
    const { menuParts, chosen } = this;
    const [video, audio] = menuParts.sources;
    if (!video || !audio) return;
    const { row, column } = this.place;
    const label = this.session.say('pair-of', { video: video.name, audio: audio.name });
    const items = chosen
      ? cellMenu(chosen, this.rowAt(row), this.columnAt(column), menuParts)
      : outMenu({ video: video.id, audio: audio.id }, menuParts);
    this.menu = { label: this.session.say('pair-menu', { pair: label }), items, place };
  }

  private get chosen(): PairView | undefined {
    return this.pairAt(this.place);
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    if (!inCell(event)) return;
    if (event.key === ' ' && event.shiftKey) this.select();
    else if (event.key === ' ') this.toggle();
    else if (event.key === 'Enter') this.openPlace();
    else if (isMenu(event)) this.showMenu(this.placeOfCell());
    else if (!this.move(event)) return;
    event.preventDefault();
  };

  private placeOfCell(): MenuPlace {
    const box = this.renderRoot.querySelector('td.current')?.getBoundingClientRect();
    return { x: box?.left ?? 0, y: box?.bottom ?? 0 };
  }

  private move(event: KeyboardEvent): boolean {
    const to = placeAfter(event, this.place, this.last);
    if (!to) return false;
    this.place = to;
    this.moved = true;
    if (event.shiftKey) this.selectBlock();
    else this.anchor = to;
    return true;
  }

  private toggle(): void {
    const video = this.videos.at(this.place.row);
    const audio = this.audios.at(this.place.column);
    if (!video || !audio || !this.session.trusted) return;
    const cell = { video: video.id, audio: audio.id };
    const { session, matrix } = this;
    const name = session.say('pair-of', { video: video.name, audio: audio.name });
    if (this.chosen) void leaveOut([cell], { session, matrix, name, from: this });
    else void takeIn([cell], matrix, session.ask);
  }

  private readonly openPlace = (): void => {
    if (this.chosen) previewPair(this.chosen, this);
  };
}

/** Whether something befell a cell itself, not a heading or what is in the menu. */
function inCell(event: Event): boolean {
  return event
    .composedPath()
    .some((each) => each instanceof Element && each.matches('td[data-row]'));
}
