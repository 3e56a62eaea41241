import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import {
  keepEdits,
  type LayerName,
  type SettingLayers,
  settingsOf,
} from '../../src/core/project/keepSettings.js';
import type { TriedSettings } from '../../src/core/tryout.js';
import type { Notice, PairView } from '../../src/protocol/editorView.js';
import '../controls/button.js';
import '../controls/dropdown.js';
import type { Choice } from '../controls/dropdown.js';
import type { ValueEvent } from '../controls/valueEvent.js';
import { noticeBanner, noticeBannerStyles } from '../page/noticeBanner.js';
import type { Session } from '../page/session.js';
import { baseStyles } from '../styles/base.js';

const SCOPES: readonly LayerName[] = ['pair', 'video', 'audio', 'project'];

/** Writes what was found by trying into the project, for as much of it as a person says. Fires `back`. */
@customElement('hg-try-keep')
export class TryKeep extends LitElement {
  static override styles = [
    baseStyles,
    noticeBannerStyles,
    css`
      .row {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px;
        padding: 10px 0 0 8px;
      }
      hg-dropdown {
        flex: 1 1 120px;
      }
      .said {
        flex-basis: 100%;
        min-height: 1.4em;
      }
    `,
  ];

  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) pair!: PairView;
  @property({ attribute: false }) layers!: SettingLayers;
  @property({ attribute: false }) values!: TriedSettings;
  @state() private scope: LayerName = 'pair';
  @state() private keptFor: LayerName | undefined;
  @state() private problem: Notice | undefined;
  private choices: readonly Choice[] = [];

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('session')) return;
    const { say } = this.session;
    this.choices = SCOPES.map((value) => ({ value, label: say(`try-keep-${value}`) }));
  }

  protected override render(): TemplateResult {
    const { say, trusted } = this.session;
    const changed = this.isChanged;
    return html`<div class="row">
      <span aria-hidden="true">${say('try-keep-for')}</span>
      <hg-dropdown
        label=${say('try-keep-for')}
        .choices=${this.choices}
        .value=${this.scope}
        ?disabled=${!trusted}
        @value=${(event: ValueEvent<LayerName>) => {
          this.scope = event.value;
        }}
      ></hg-dropdown>
      <hg-button
        appearance="primary"
        icon="check"
        ?disabled=${!trusted || !changed}
        @click=${() => void this.keep()}
        >${say('try-keep')}</hg-button
      >
      <hg-button
        icon="reset"
        hint=${say('try-all-back-hint')}
        ?disabled=${!changed}
        @click=${() => this.dispatchEvent(new Event('back'))}
        >${say('try-all-back')}</hg-button
      >
      <p class="said quiet" role="status">${this.said(changed)}</p>
      ${this.problem ? noticeBanner('error', this.problem.sentence, this.problem.hint) : nothing}
    </div>`;
  }

  private get isChanged(): boolean {
    const kept = settingsOf(this.layers);
    return Object.entries(this.values).some(
      ([name, value]) => kept[name as keyof TriedSettings] !== value,
    );
  }

  private said(changed: boolean): string {
    const { say } = this.session;
    if (changed) return '';
    if (this.keptFor === undefined) return say('try-nothing-to-keep');
    return say('try-kept', { scope: say(`try-keep-${this.keptFor}`) });
  }

  private async keep(): Promise<void> {
    const { scope } = this;
    const edits = keepEdits(this.layers, this.pair, scope, this.values);
    const answer = await this.session.ask({ kind: 'edits', edits });
    this.problem = answer.kind === 'refused' ? answer.notice : undefined;
    if (answer.kind !== 'ok') return;
    this.keptFor = scope;
  }
}
