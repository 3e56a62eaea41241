import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { HistoryEntry, PairView, SourceView } from '../../src/protocol/editorView.js';
import { GrowingList } from '../page/growingList.js';
import { PageEvent } from '../page/pageEvents.js';
import { isDelete, RovingFocus } from '../page/rovingFocus.js';
import type { Session } from '../page/session.js';
import {
  type Action,
  actionButton,
  actionStyles,
  rowStyles,
  shyActionStyles,
} from '../controls/actionButton.js';
import '../controls/button.js';
import { icon } from '../controls/icon.js';
import { baseStyles } from '../styles/base.js';
import type { OutputReport } from '../../src/core/report.js';
import { clockTime } from '../../src/core/strings/clockTime.js';
import { type Verdict, verdictOf } from '../../src/core/verdict.js';
import { datesTold, dateTime, fileSize, secondsText } from '../wording/measures.js';
import { isBusy, pairName } from '../wording/pairStates.js';
import { historyStyles } from './historyStyles.js';
import './resultPlayer.js';
import './resultPoster.js';

/** They name the share that is as filmed themselves. */
const SAYS_PASSED: ReadonlySet<Verdict> = new Set(['part', 'filmed']);

/** What was made, newest first. */
@customElement('hg-history-page')
export class HistoryPage extends LitElement {
  static override styles = [baseStyles, rowStyles, actionStyles, shyActionStyles, historyStyles];

  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) entries: readonly HistoryEntry[] = [];
  @property({ attribute: false }) pairs: readonly PairView[] = [];
  @property({ attribute: false }) sources: ReadonlyMap<string, SourceView> = new Map();
  /** The output that is played in its place. */
  @state() private playing: string | undefined;
  private readonly growing = new GrowingList(this);
  private readonly roving = new RovingFocus(this);

  protected override render(): TemplateResult {
    const { say, ask, trusted } = this.session;
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
      <hg-button
        icon="zip"
        hint=${say('export-with-reports-title')}
        ?disabled=${!trusted}
        @click=${() => void ask({ kind: 'export-zip', reports: true })}
        >${say('export-with-reports')}</hg-button
      >
      <p id="keys" class="visually-hidden">${say('history-keys')}</p>
      <ul
        aria-labelledby="heading"
        aria-describedby="keys"
        @focusin=${roving.onFocusIn}
        @keydown=${this.onKey}
      >
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
      ${this.poster(entry, current)}
      <div class="text">
        <div class="name clip" title=${output}>${fileName(output)}</div>
        ${pair ? html`<div class="clip">${pairName(pair, this.sources, say)}</div>` : nothing}
        <div class="quiet">
          ${dateTime(made, locale)} · ${this.measures(entry)}${this.verdict(entry)}
        </div>
        ${entry.older && pair ? this.earlier(entry, current) : nothing}
      </div>
      <div class="actions shy">
        ${this.actions(entry, pair !== undefined).map((action) =>
          actionButton({ ...action, untabbed: !current }),
        )}
      </div>
      ${
        this.playing === output
          ? html`<hg-result-player
              .session=${this.session}
              .pair=${entry.pair}
              .name=${fileName(output)}
              .made=${made}
            ></hg-result-player>`
          : nothing
      }
    </li>`;
  }

  /** Each of several earlier results; of a single one the action beside says enough. */
  private earlier(entry: HistoryEntry, current: boolean): TemplateResult {
    const { say, locale } = this.session;
    const name = fileName(entry.output);
    const all = [
      ...(entry.previous ? [{ ...entry.previous, number: 1 }] : []),
      ...(entry.older ?? []),
    ];
    const dates = datesTold(
      all.map(({ made }) => made),
      locale,
    );
    return html`<div class="earlier">
      <span class="quiet">${say('earlier-results')}</span>
      ${all.map(({ number, size }, at) => {
        const date = dates[at];
        return html`<button
          type="button"
          class="link"
          tabindex=${current ? 0 : -1}
          title=${fileSize(size, locale)}
          aria-label=${say('compare-earlier', { name, date })}
          @click=${() => {
            const request = { kind: 'preview', pair: entry.pair, against: 'previous' } as const;
            this.dispatchEvent(new PageEvent({ ...request, number }));
          }}
        >
          ${date}
        </button>`;
      })}
    </div>`;
  }

  private poster({ output, made }: HistoryEntry, current: boolean): TemplateResult {
    const playing = this.playing === output;
    const label = this.session.say(playing ? 'stop-result' : 'play-result', {
      name: fileName(output),
    });
    return html`<button
      type="button"
      class="poster"
      tabindex=${current ? 0 : -1}
      title=${label}
      aria-label=${label}
      @click=${() => {
        this.togglePlay(output);
      }}
    >
      <hg-result-poster .session=${this.session} .output=${output} .made=${made}></hg-result-poster>
      <span class="sign">${icon(playing ? 'stop' : 'play')}</span>
    </button>`;
  }

  private togglePlay(output: string): void {
    this.playing = this.playing === output ? undefined : output;
  }

  private measures({ size, report }: HistoryEntry): string {
    const { say, locale } = this.session;
    const parts = [fileSize(size, locale)];
    if (report) {
      parts.unshift(clockTime(report.duration));
      const passed = report.passedThrough.frames / Math.max(1, report.frames);
      if (passed > 0 && !SAYS_PASSED.has(verdictOfReport(report))) {
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

  /** In the words of the list of pairs; the figure is for who asks. */
  private verdict({ report }: HistoryEntry): TemplateResult | typeof nothing {
    if (!report) return nothing;
    const { say } = this.session;
    const { apertureR } = report.sync;
    const percent = Math.round((100 * report.passedThrough.frames) / Math.max(1, report.frames));
    const figure =
      apertureR === null ? undefined : say('history-sync', { value: apertureR.toFixed(2) });
    return html` ·
      <span title=${figure ?? nothing} aria-description=${figure ?? nothing}
        >${say(`verdict-${verdictOfReport(report)}`, { percent })}</span
      >`;
  }

  private actions({ output, pair, previous }: HistoryEntry, known: boolean): Action[] {
    const { say, ask, inBrowser, trusted } = this.session;
    const name = fileName(output);
    const state = this.pairs.find(({ id }) => id === pair)?.state;
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
        icon: inBrowser ? 'download' : 'folder',
        label: say(inBrowser ? 'download-result' : 'reveal-result', { name }),
        main: inBrowser,
        run: () => void ask({ kind: 'reveal', output }),
      },
      {
        icon: 'trash',
        label: say('delete-result', { name }),
        disabled: !trusted || state === undefined || isBusy(state),
        run: () => void ask({ kind: 'delete-result', pair }),
      },
      ...(known && previous ? [compare] : []),
      ...(known ? [preview] : []),
    ];
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && this.playing !== undefined) {
      this.stopPlaying(this.playing);
      return;
    }
    const output = this.roving.ownerOf(event);
    if (output === undefined || this.roving.move(event)) return;
    const entry = this.entries.find((each) => each.output === output);
    const known = this.pairs.some(({ id }) => id === entry?.pair);
    if (!entry || !known || !this.follow(event, entry)) return;
    event.preventDefault();
  };

  /** What a key on a result itself does. @returns whether it does anything */
  private follow(event: KeyboardEvent, { output, pair }: HistoryEntry): boolean {
    if (event.key === 'Enter') this.dispatchEvent(new PageEvent({ kind: 'preview', pair }));
    else if (event.key === ' ') this.togglePlay(output);
    else if (isDelete(event) && this.session.trusted)
      void this.session.ask({ kind: 'delete-result', pair });
    else return false;
    return true;
  }

  /** The focus goes back to where the playing was begun. */
  private stopPlaying(output: string): void {
    this.playing = undefined;
    const items = [...this.renderRoot.querySelectorAll<HTMLElement>('[data-key]')];
    items.find(({ dataset }) => dataset['key'] === output)?.focus();
  }
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function verdictOfReport({ frames, passedThrough, sync }: OutputReport): Verdict {
  const { apertureR, articulation } = sync;
  return verdictOf({ frames, passedThrough: passedThrough.frames, apertureR, articulation });
}
