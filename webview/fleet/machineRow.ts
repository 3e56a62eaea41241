import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { FleetWorkerState } from '../../src/core/fleet/fleetSnapshot.js';
import type { FleetTaskView, FleetWorkerView } from '../../src/protocol/fleetViews.js';
import { icon, type IconName } from '../controls/icon.js';
import { progressBar, progressStyles } from '../controls/progressBar.js';
import type { Session } from '../page/session.js';
import { baseStyles } from '../styles/base.js';
import { timeOf, wholeNumber } from '../wording/measures.js';
import { machineRowStyles } from './machineRowStyles.js';

const ICONS: Readonly<Record<FleetWorkerState, IconName>> = {
  working: 'running',
  idle: 'circle',
  resting: 'pause',
  leaving: 'open',
};

/** One machine: how it stands, what it makes, what it made, and what went wrong last. */
@customElement('hg-machine-row')
export class MachineRow extends LitElement {
  static override styles = [baseStyles, progressStyles, machineRowStyles];

  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) worker!: FleetWorkerView;

  protected override render(): TemplateResult {
    const { say } = this.session;
    const { name, state, reason, kit, tasks } = this.worker;
    return html`<div class="row">
      <div class="who">
        <div class="name clip" title=${name}>${name}</div>
        <div class="badge state-${state}">
          ${icon(ICONS[state])}<span>${say(`fleet-state-${state}`)}</span>
        </div>
        <div class="kit quiet">${say('fleet-kit', { ...kit })}</div>
      </div>
      <div class="work">
        ${
          reason
            ? html`<p class="reason">
                ${reason.sentence} <span class="quiet">${reason.hint}</span>
              </p>`
            : nothing
        }
        ${repeat(
          tasks,
          ({ kind, project, name: output }) => `${kind} ${project} ${output}`,
          (task) => this.task(task),
        )}
      </div>
      <div class="made quiet">${this.made()}</div>
      ${this.failure()}
    </div>`;
  }

  private task({ name, project, stage, fraction, rate, attempt }: FleetTaskView): TemplateResult {
    const { say } = this.session;
    const parts = [
      stage,
      rate > 0 ? say('frames-per-second', { rate: Math.round(rate) }) : '',
      attempt > 1 ? say('fleet-attempt', { attempt }) : '',
    ];
    return html`<div class="task">
      <div class="clip" title=${project === '' ? name : `${name} · ${project}`}>
        ${name}${project === '' ? nothing : html`<span class="quiet"> · ${project}</span>`}
      </div>
      ${fraction === undefined ? nothing : progressBar(fraction, name)}
      <div class="detail quiet">${parts.filter((part) => part !== '').join(' · ')}</div>
    </div>`;
  }

  private made(): string {
    const { say, locale } = this.session;
    const { tasks, frames, failures } = this.worker.made;
    return [
      say('fleet-made', { tasks: wholeNumber(tasks, locale) }),
      frames > 0 ? say('fleet-frames', { frames: wholeNumber(frames, locale) }) : '',
      failures > 0 ? say('run-failed', { failed: wholeNumber(failures, locale) }) : '',
    ]
      .filter((part) => part !== '')
      .map((part) => part.replaceAll(' ', '\u00a0'))
      .join(' · ');
  }

  private failure(): TemplateResult | typeof nothing {
    const { say, locale } = this.session;
    const { lastFailure } = this.worker;
    if (!lastFailure) return nothing;
    const { name, notice, at } = lastFailure;
    return html`<div class="failure">
      ${icon('warning')}
      <p>
        <span class="quiet">${say('fleet-last-failure', { name, time: timeOf(at, locale) })}</span>
        ${notice.sentence} <span class="quiet">${notice.hint}</span>
      </p>
    </div>`;
  }
}
