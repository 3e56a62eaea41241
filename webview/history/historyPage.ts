import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { HistoryEntry, PairView, SourceView } from '../../src/protocol/editor.js';
import { GrowingList } from '../page/growingList.js';
import { PageEvent } from '../page/pageEvents.js';
import { RovingFocus } from '../page/rovingFocus.js';
import type { Session } from '../page/session.js';
import {
  type Action,
  actionButton,
  actionStyles,
  rowStyles,
  shyActionStyles,
} from '../controls/actionButton.js';
import { icon } from '../controls/icon.js';
import { baseStyles } from '../styles/base.js';
import { clockTime } from '../../src/core/strings/clockTime.js';
import { dateTime, fileSize, secondsText } from '../wording/measures.js';
import { pairName } from '../wording/pairStates.js';
import { historyStyles } from './historyStyles.js';
import './resultPoster.js';

/** What was made, newest first. */
@customElement('hg-history-page')
export class HistoryPage extends LitElement {
  static override styles = [baseStyles, rowStyles, actionStyles, shyActionStyles, historyStyles];

  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) entries: readonly HistoryEntry[] = [];
  @property({ attribute: false }) pairs: readonly PairView[] = [];
  @property({ attribute: false }) sources: ReadonlyMap<string, SourceView> = new Map();
  private readonly growing = new GrowingList(this);
  private readonly roving = new RovingFocus(this);

  protected override render(): TemplateResult {
    const { say } = this.session;
    const { entries, roving } = this;
    if (entries.length === 0) {
      return html`<div class="empty">
        ${icon('video')}
        <p>${say('history-empty')}</p>
      </div>`;
    }
    const shown = this.growing.shown(entries);
    roving.follow(shown.map(({ output }) => output));
    return html`<h2 id="heading">${say('history')} <span class="count">${entries.length}</span></h2>
      <ul aria-labelledby="heading" @focusin=${roving.onFocusIn} @keydown=${this.onKey}>
        ${repeat(
          shown,
          ({ output }) => output,
          (entry) => this.entry(entry, entry.output === roving.current),
        )}
      </ul>`;
  }

  private entry(entry: HistoryEntry, current: boolean): TemplateResult {
    const { locale, say } = this.session;
    const { output, made } = entry;
    const pair = this.pairs.find(({ id }) => id === entry.pair);
    return html`<li
      class="entry"
      data-key=${output}
      tabindex=${current ? 0 : -1}
      aria-label=${fileName(output)}
    >
      <hg-result-poster .session=${this.session} .output=${output} .made=${made}></hg-result-poster>
      <div class="text">
        <div class="name clip" title=${output}>${fileName(output)}</div>
        ${pair ? html`<div class="clip">${pairName(pair, this.sources, say)}</div>` : nothing}
        <div class="quiet">${dateTime(made, locale)} · ${this.measures(entry)}</div>
      </div>
      <div class="actions shy">
        ${this.actions(entry, pair !== undefined).map((action) =>
          actionButton({ ...action, untabbed: !current }),
        )}
      </div>
    </li>`;
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
      const low = (report.lowSync ?? []).reduce((sum, { from, to }) => sum + to - from, 0);
      if (low > 0) {
        const time = secondsText(low / Math.max(1, report.frameRate), locale, say);
        parts.push(say('history-low-sync', { time }));
      }
    }
    return parts.map((part) => part.replaceAll(' ', '\u00a0')).join(' · ');
  }

  private actions({ output, pair, previous }: HistoryEntry, known: boolean): Action[] {
    const { say, ask } = this.session;
    const name = fileName(output);
    const see = (against: 'source' | 'previous') => () =>
      this.dispatchEvent(new PageEvent({ kind: 'preview', pair, against }));
    const compare: Action = {
      icon: 'compare',
      label: say('compare-result', { name }),
      main: true,
      run: see('previous'),
    };
    const preview: Action = {
      icon: 'eye',
      label: say('preview-result', { name }),
      main: true,
      run: see('source'),
    };
    return [
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
      ...(known && previous ? [compare] : []),
      ...(known ? [preview] : []),
    ];
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    const output = this.roving.ownerOf(event);
    if (output === undefined || this.roving.move(event) || event.key !== 'Enter') return;
    event.preventDefault();
    const entry = this.entries.find((each) => each.output === output);
    const known = this.pairs.some(({ id }) => id === entry?.pair);
    if (entry && known) this.dispatchEvent(new PageEvent({ kind: 'preview', pair: entry.pair }));
  };
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
