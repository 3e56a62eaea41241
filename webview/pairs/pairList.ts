import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { PairView, SourceView } from '../../src/protocol/editor.js';
import { GrowingList } from '../app/growingList.js';
import { PageEvent } from '../app/pageEvents.js';
import type { Session } from '../app/session.js';
import { tickBox, tickBoxStyles } from '../controls/tickBox.js';
import { baseStyles } from '../styles/base.js';
import './pairRow.js';

/** The pairs, one below the other, in the order of the plan. */
@customElement('hg-pair-list')
export class PairList extends LitElement {
  static override styles = [
    baseStyles,
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

  protected override render(): TemplateResult {
    const { pairs, sources, selected, session } = this;
    const all = pairs.length > 0 && pairs.every(({ id }) => selected.has(id));
    return html`<div class="head">
        ${tickBox(all, session.say('select-all'), this.selectAll)}
        <span class="quiet" aria-hidden="true">${session.say('select-all')}</span>
      </div>
      <ul>
        ${repeat(
          this.growing.shown(pairs),
          ({ id }) => id,
          (pair) =>
            html`<li>
              <hg-pair-row
                .session=${session}
                .pair=${pair}
                .video=${sources.get(`videos/${pair.video}`)}
                .audio=${sources.get(`audios/${pair.audio}`)}
                .selected=${selected.has(pair.id)}
                .matrix=${this.matrix}
              ></hg-pair-row>
            </li>`,
        )}
      </ul>`;
  }

  private readonly selectAll = (on: boolean): void => {
    const pairs = this.pairs.map(({ id }) => id);
    this.dispatchEvent(new PageEvent({ kind: 'select', pairs, on }));
  };
}
