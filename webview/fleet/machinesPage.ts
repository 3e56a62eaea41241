import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { FleetView } from '../../src/protocol/fleetViews.js';
import { icon } from '../controls/icon.js';
import { GrowingList } from '../page/growingList.js';
import { noticeBanner, noticeBannerStyles } from '../page/noticeBanner.js';
import type { Session } from '../page/session.js';
import { baseStyles } from '../styles/base.js';
import { wholeNumber } from '../wording/measures.js';
import { emptiness, workerCommand, type ConnectedFleet } from './fleetCounts.js';
import './machineRow.js';

/** The machines that make the videos: whether the queue is reached, who is there, what each makes. */
@customElement('hg-machines-page')
export class MachinesPage extends LitElement {
  static override styles = [
    baseStyles,
    noticeBannerStyles,
    css`
      :host {
        display: block;
        padding: 14px 0;
      }
      .facts {
        display: flex;
        flex-wrap: wrap;
        gap: 6px 32px;
        margin: 8px 0 10px;
      }
      .facts div {
        min-width: 0;
      }
      dt {
        font-size: 0.92em;
        color: var(--vscode-descriptionForeground);
      }
      dd {
        margin: 0;
        overflow-wrap: anywhere;
        font-variant-numeric: tabular-nums;
      }
      .count {
        font-weight: normal;
        color: var(--vscode-descriptionForeground);
      }
      li + li {
        border-top: 1px solid var(--vscode-editorGroup-border, var(--vscode-panel-border));
      }
      .empty {
        display: grid;
        justify-items: center;
        gap: 8px;
        padding: 40px 0;
        text-align: center;
      }
      .empty .icon {
        width: 40px;
        height: 40px;
        stroke-width: 0.7;
        color: var(--vscode-descriptionForeground);
      }
      code {
        padding: 2px 6px;
        border-radius: 3px;
        border: 1px solid var(--vscode-contrastBorder, transparent);
        background: var(--vscode-textCodeBlock-background);
        color: var(--vscode-foreground);
        font-family: var(--vscode-editor-font-family, monospace);
        overflow-wrap: anywhere;
        user-select: all;
      }
    `,
  ];

  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) fleet: FleetView | undefined;
  private readonly growing = new GrowingList(this);

  protected override render(): TemplateResult {
    const { say } = this.session;
    const { fleet } = this;
    const count = fleet?.kind === 'connected' ? fleet.workers.length : 0;
    return html`<h2 id="heading">
        ${say('machines')} ${count > 0 ? html`<span class="count">${count}</span>` : nothing}
      </h2>
      <div class="visually-hidden" aria-live="polite">${this.news()}</div>
      ${this.content()}`;
  }

  private content(): TemplateResult {
    const { say } = this.session;
    const { fleet } = this;
    switch (fleet?.kind) {
      case undefined:
      case 'connecting':
        return html`<p class="quiet">${say('fleet-connecting')}</p>`;
      case 'unreachable':
        return noticeBanner('warning', fleet.notice.sentence, fleet.notice.hint);
      case 'connected':
        return html`${this.facts(fleet)} ${this.remarks(fleet)}
        ${fleet.workers.length > 0 ? this.list(fleet) : nothing}`;
    }
  }

  private facts({ queue, workers, rate, waiting }: ConnectedFleet): TemplateResult {
    const { say, locale } = this.session;
    const working = workers.filter(({ state }) => state === 'working').length;
    const fact = (name: string, value: string) =>
      html`<div>
        <dt>${name}</dt>
        <dd>${value}</dd>
      </div>`;
    const frames = wholeNumber(Math.round(rate), locale);
    return html`<dl class="facts">
      ${fact(say('fleet-connected'), queue)}
      ${fact(
        say('fleet-state-working'),
        say('fleet-working-of', {
          working: wholeNumber(working, locale),
          machines: wholeNumber(workers.length, locale),
        }),
      )}
      ${fact(say('fleet-rate'), say('frames-per-second', { rate: frames }))}
      ${fact(say('fleet-waiting'), wholeNumber(waiting, locale))}
    </dl>`;
  }

  private remarks(fleet: ConnectedFleet): TemplateResult {
    const { say } = this.session;
    const { strangers: count } = fleet;
    const strangers = say(count === 1 ? 'fleet-stranger' : 'fleet-strangers', { count });
    const empty = emptiness(fleet);
    return html`${
      count > 0 ? noticeBanner('warning', strangers, say('fleet-strangers-hint')) : nothing
    }
    ${
      empty === 'all-rest'
        ? noticeBanner('warning', say('fleet-all-rest'), say('fleet-all-rest-hint'))
        : nothing
    }
    ${empty === 'none' ? this.nobody(fleet) : nothing}`;
  }

  private nobody(fleet: ConnectedFleet): TemplateResult {
    const { say } = this.session;
    return html`<div class="empty">
      ${icon('grid')}
      <p><strong>${say('fleet-none')}</strong> ${say('fleet-none-hint')}</p>
      <code>${workerCommand(fleet)}</code>
      <p class="quiet">${say('fleet-none-password')}</p>
    </div>`;
  }

  private list({ workers }: ConnectedFleet): TemplateResult {
    return html`<ul aria-labelledby="heading">
      ${repeat(
        this.growing.shown(workers),
        ({ id }) => id,
        (worker) =>
          html`<li>
            <hg-machine-row .session=${this.session} .worker=${worker}></hg-machine-row>
          </li>`,
      )}
    </ul>`;
  }

  /** What a screen reader is told: how the connection stands and how many are there, no counts that run. */
  private news(): string {
    const { say } = this.session;
    const { fleet } = this;
    switch (fleet?.kind) {
      case undefined:
      case 'connecting':
        return say('fleet-connecting');
      case 'unreachable':
        return say('fleet-unreachable');
      case 'connected': {
        const resting = fleet.workers.filter(({ state }) => state === 'resting').length;
        return say('fleet-news', { machines: fleet.workers.length, resting });
      }
    }
  }
}
