import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { EditorView, SourceView } from '../../src/protocol/editorView.js';
import '../controls/button.js';
import { GrowingList } from '../page/growingList.js';
import type { Session } from '../page/session.js';
import { baseStyles } from '../styles/base.js';
import { pairName } from '../wording/pairStates.js';
import { type Cell, takeIn } from './pairEdits.js';

/** The pairs of a matrix that are left out, folded away, and the way back for each. */
@customElement('hg-left-out')
export class LeftOutPairs extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: block;
        padding: 4px 6px;
      }
      summary {
        width: fit-content;
        padding: 2px 4px;
        color: var(--vscode-descriptionForeground);
        cursor: pointer;
      }
      .all {
        padding: 4px 0 4px 18px;
      }
      li {
        display: flex;
        align-items: center;
        gap: 10px;
        padding: 3px 0 3px 18px;
      }
      li .clip {
        flex: 0 1 auto;
      }
    `,
  ];

  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) project!: NonNullable<EditorView['project']>;
  @property({ attribute: false }) sources: ReadonlyMap<string, SourceView> = new Map();
  private readonly growing = new GrowingList(this);

  protected override render(): TemplateResult | typeof nothing {
    const { session, project, growing } = this;
    const { say } = session;
    const out = leftOut(project);
    if (out.length === 0) return nothing;
    return html`<details ?open=${project.pairs.length === 0}>
      <summary>${say('pairs-out', { count: out.length })}</summary>
      ${
        out.length > 1
          ? html`<div class="all">
              ${this.button(say('do-include-all'), say('do-include-all'), out)}
            </div>`
          : nothing
      }
      <ul>
        ${growing.shown(out).map((cell) => this.item(cell))}
      </ul>
    </details>`;
  }

  private item(cell: Cell): TemplateResult {
    const { say } = this.session;
    const name = pairName(cell, this.sources, say);
    return html`<li>
      <span class="clip">${name}</span>
      ${this.button(say('do-include'), say('include-pair', { pair: name }), [cell])}
    </li>`;
  }

  private button(text: string, hint: string, cells: readonly Cell[]): TemplateResult {
    const { ask, trusted } = this.session;
    return html`<hg-button
      icon="add"
      hint=${hint}
      ?disabled=${!trusted}
      @click=${() => void takeIn(cells, true, ask)}
      >${text}</hg-button
    >`;
  }
}

/** In the order of the matrix. None where the project lists its pairs one by one. */
function leftOut({
  matrix,
  videos,
  audios,
  pairs,
}: NonNullable<EditorView['project']>): readonly Cell[] {
  if (!matrix || pairs.length === videos.length * audios.length) return [];
  const present = new Set(pairs.map(({ id }) => id));
  return videos.flatMap(({ id: video }) =>
    audios.flatMap(({ id: audio }) => (present.has(`${video}+${audio}`) ? [] : [{ video, audio }])),
  );
}
