import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { HistoryEntry, PairView, SourceView } from '../../src/protocol/editor.js';
import { GrowingList } from '../app/growingList.js';
import { PageEvent } from '../app/pageEvents.js';
import type { Session } from '../app/session.js';
import { type Action, actionButton, actionStyles } from '../controls/actionButton.js';
import '../controls/button.js';
import { icon } from '../controls/icon.js';
import { baseStyles } from '../styles/base.js';
import { clockTime, fileSize } from '../wording/measures.js';

/** What was made, newest first. */
@customElement('hg-history-page')
export class HistoryPage extends LitElement {
  static override styles = [
    baseStyles,
    actionStyles,
    css`
      :host {
        display: block;
        padding: 12px 0;
      }
      header {
        display: flex;
        align-items: center;
        gap: 8px;
        padding-bottom: 8px;
      }
      h2 {
        flex: 1;
      }
      .count {
        font-weight: normal;
      }
      .entry {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px 12px;
        padding: 6px;
        border-radius: 4px;
      }
      .entry:hover {
        background: var(--vscode-list-hoverBackground);
        outline: 1px dashed var(--vscode-contrastActiveBorder, transparent);
        outline-offset: -1px;
      }
      .picture {
        display: flex;
        align-items: center;
        justify-content: center;
        flex: none;
        width: 96px;
        height: 54px;
        border-radius: 3px;
        border: 1px solid var(--vscode-contrastBorder, transparent);
        background: var(--vscode-textCodeBlock-background);
        color: var(--vscode-descriptionForeground);
        object-fit: cover;
      }
      .text {
        flex: 1;
        min-width: 160px;
      }
      .name {
        font-weight: 600;
      }
      .actions {
        display: flex;
        margin-left: auto;
      }
      li + li {
        border-top: 1px solid var(--vscode-editorGroup-border, var(--vscode-panel-border));
      }
    `,
  ];

  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) entries: readonly HistoryEntry[] = [];
  @property({ attribute: false }) pairs: readonly PairView[] = [];
  @property({ attribute: false }) sources: ReadonlyMap<string, SourceView> = new Map();
  private readonly growing = new GrowingList(this);

  protected override render(): TemplateResult {
    const { say, ask, trusted } = this.session;
    const count = this.entries.length;
    if (count === 0) return html`<p class="quiet">${say('history-empty')}</p>`;
    return html`<header>
        <h2>${say('history')} <span class="count quiet">${count}</span></h2>
        <hg-button icon="zip" ?disabled=${!trusted} @click=${() => void ask({ kind: 'export-zip' })}
          >${say('export-zip')}</hg-button
        >
        <hg-button icon="clean" ?disabled=${!trusted} @click=${() => void ask({ kind: 'clean-up' })}
          >${say('clean-up')}</hg-button
        >
      </header>
      <ul>
        ${repeat(
          this.growing.shown(this.entries),
          ({ output }) => output,
          (entry) => html`<li>${this.entry(entry)}</li>`,
        )}
      </ul>`;
  }

  private entry(entry: HistoryEntry): TemplateResult {
    const { locale } = this.session;
    const pair = this.pairs.find(({ id }) => id === entry.pair);
    const video = pair && this.sources.get(`videos/${pair.video}`);
    const thumbnail = video?.facts.kind === 'ready' ? video.facts.thumbnail : undefined;
    const made = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
    return html`<div class="entry">
      ${
        thumbnail === undefined
          ? html`<div class="picture">${icon('video')}</div>`
          : html`<img class="picture" src=${thumbnail} alt="" loading="lazy" />`
      }
      <div class="text">
        <div class="name clip" title=${entry.output}>${fileName(entry.output)}</div>
        <div class="quiet">${made.format(entry.made)} · ${this.measures(entry)}</div>
      </div>
      <div class="actions">${this.actions(entry, pair !== undefined).map(actionButton)}</div>
    </div>`;
  }

  private measures({ size, report }: HistoryEntry): string {
    const { say, locale } = this.session;
    const parts = [fileSize(size, locale)];
    if (report) {
      parts.unshift(clockTime(report.duration));
      const { apertureR } = report.sync;
      if (apertureR !== null) parts.push(say('history-sync', { value: apertureR.toFixed(2) }));
      const passed = report.passedThrough.frames / Math.max(1, report.frames);
      if (passed > 0) {
        parts.push(say('history-passed', { percent: Math.max(1, Math.round(passed * 100)) }));
      }
    }
    return parts.join(' · ');
  }

  private actions({ output, pair }: HistoryEntry, known: boolean): Action[] {
    const { say, ask } = this.session;
    const name = fileName(output);
    const preview: Action = {
      icon: 'eye',
      label: say('preview-result', { name }),
      run: () => this.dispatchEvent(new PageEvent({ kind: 'preview', pair })),
    };
    return [
      ...(known ? [preview] : []),
      {
        icon: 'open',
        label: say('open-result', { name }),
        run: () => void ask({ kind: 'open', output }),
      },
      {
        icon: 'folder',
        label: say('reveal-result', { name }),
        run: () => void ask({ kind: 'reveal', output }),
      },
    ];
  }
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
