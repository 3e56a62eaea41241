import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { TRIED_SETTINGS, type TriedSettings } from '../../src/core/tryout.js';
import { actionButton, actionStyles } from '../controls/actionButton.js';
import { sliderStyles } from '../controls/slider.js';
import { ValueEvent } from '../controls/valueEvent.js';
import type { Session } from '../page/session.js';
import { SETTING_GROUPS } from '../settings/settingFields.js';
import { baseStyles } from '../styles/base.js';
import { shortNumber } from '../wording/measures.js';

const FIELDS = SETTING_GROUPS.flatMap(({ fields }) => fields).flatMap((field) => {
  const name = TRIED_SETTINGS.find((each) => each === field.name);
  return field.kind === 'number' && name ? [{ ...field, name }] : [];
});

/** How the mouth moves in a try, beside what is kept of it. Fires `value` while a slider moves. */
@customElement('hg-try-sliders')
export class TrySliders extends LitElement {
  static override styles = [
    baseStyles,
    actionStyles,
    sliderStyles,
    css`
      .row {
        padding: 4px 0 6px 8px;
        border-left: 2px solid transparent;
      }
      .row.changed {
        border-left-color: var(--vscode-settings-modifiedItemIndicator);
      }
      .name {
        display: flex;
        align-items: center;
        gap: 6px;
        min-height: 24px;
      }
      .name label {
        flex: 1;
        font-weight: 600;
      }
      .mark {
        font-style: italic;
        color: var(--vscode-descriptionForeground);
      }
      .value {
        min-width: 3em;
        text-align: right;
        font-variant-numeric: tabular-nums;
      }
      .slider {
        display: block;
        width: 100%;
      }
    `,
  ];

  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) value!: TriedSettings;
  /** What is kept. */
  @property({ attribute: false }) kept!: TriedSettings;

  protected override render(): TemplateResult {
    return html`${FIELDS.map((field) => this.row(field))}`;
  }

  private row({ name, min, max, step }: (typeof FIELDS)[number]): TemplateResult {
    const { say, locale, trusted } = this.session;
    const value = this.value[name];
    const changed = value !== this.kept[name];
    const title = say(`setting-${name}`);
    return html`<div class="row ${changed ? 'changed' : ''}">
      <div class="name">
        <label for=${name} title=${say(`setting-${name}-hint`)}>${title}</label>
        ${
          changed
            ? html`<span class="mark" id="mark-${name}">${say('try-changed')}</span>${actionButton({
                  icon: 'reset',
                  label: say('try-back', { name: title }),
                  run: () => {
                    this.set(name, this.kept[name]);
                  },
                })}`
            : nothing
        }
        <span class="value">${shortNumber(value, locale)}</span>
      </div>
      <input
        id=${name}
        type="range"
        class="slider"
        aria-label=${title}
        aria-describedby=${changed ? `mark-${name}` : nothing}
        min=${min}
        max=${max}
        step=${step}
        .value=${String(value)}
        ?disabled=${!trusted}
        @input=${(event: Event) => {
          this.set(name, Number((event.currentTarget as HTMLInputElement).value));
        }}
      />
    </div>`;
  }

  private set(name: keyof TriedSettings, value: number): void {
    this.value = { ...this.value, [name]: value };
    this.dispatchEvent(new ValueEvent(this.value));
  }
}
