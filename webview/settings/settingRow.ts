import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { Settings } from '../../src/core/settings.js';
import type { LipModelView } from '../../src/protocol/editor.js';
import type { Session } from '../page/session.js';
import { actionButton, actionStyles } from '../controls/actionButton.js';
import '../controls/button.js';
import '../controls/checkbox.js';
import '../controls/dropdown.js';
import type { Choice } from '../controls/dropdown.js';
import { sliderStyles } from '../controls/slider.js';
import '../controls/textField.js';
import type { ValueEvent } from '../controls/valueEvent.js';
import { baseStyles } from '../styles/base.js';
import { shortNumber } from '../wording/measures.js';
import { modelChoices, modelNote } from './modelChoices.js';
import type { SettingField } from './settingFields.js';

type Value = Settings[keyof Settings];

/** One setting, as VS Code's settings editor shows it. Fires `change` and `reset`. */
@customElement('hg-setting-row')
export class SettingRow extends LitElement {
  static override styles = [
    baseStyles,
    actionStyles,
    sliderStyles,
    css`
      :host {
        display: block;
        padding: 9px 12px 11px;
        border-left: 2px solid transparent;
      }
      :host(:hover) {
        background: var(--vscode-settings-rowHoverBackground);
      }
      :host([modified]) {
        border-left-color: var(--vscode-settings-modifiedItemIndicator);
      }
      h3 {
        display: flex;
        align-items: center;
        gap: 6px;
        min-height: 24px;
        font-size: 1em;
        font-weight: 600;
      }
      .note {
        padding-top: 6px;
        overflow-wrap: anywhere;
      }
      .note:empty {
        display: none;
      }
      .hint {
        padding-bottom: 6px;
      }
      .control {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 6px 12px;
        max-width: 440px;
      }
      .slider {
        flex: 1;
        min-width: 80px;
      }
      /* The toolkit's fields are never narrower. */
      hg-text-field {
        flex: none;
        width: 100px;
      }
      hg-dropdown,
      hg-text-field.wide {
        width: min(100%, 320px);
      }
      .scope {
        font-weight: normal;
        font-style: italic;
        color: var(--vscode-descriptionForeground);
      }
    `,
  ];

  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) field!: SettingField;
  /** Set at the scope that is shown. */
  @property({ type: Boolean, reflect: true }) modified = false;
  @property({ attribute: false }) value!: Value;
  /** What holds when it is not set at this scope. */
  @property({ attribute: false }) fallback!: Value;
  /** This machine's lip models; undefined while they are not known. */
  @property({ attribute: false }) models: readonly LipModelView[] | undefined;
  /** While a slider moves. */
  @state() private moving: number | undefined;
  private choices: readonly Choice[] = [];

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('value')) this.moving = undefined;
    const { say } = this.session;
    if (this.field.kind === 'model') {
      const choices = modelChoices(this.models, String(this.value), this.session);
      // While pairs run the row is told of its value again and again; an open list must not be put anew.
      if (JSON.stringify(choices) !== JSON.stringify(this.choices)) this.choices = choices;
      return;
    }
    if (this.field.kind !== 'choice' || !(changed.has('field') || changed.has('session'))) return;
    this.choices = this.field.values.map(({ value, text }) => ({
      value,
      label: text === undefined ? value : say(text),
    }));
  }

  protected override render(): TemplateResult {
    const { say } = this.session;
    const { name } = this.field;
    const title = say(`setting-${name}`);
    return html`<h3>
        ${title}
        ${
          this.modified
            ? html`<span class="scope">${say('settings-modified')}</span> ${actionButton({
                  icon: 'reset',
                  label: say('settings-reset', { name: title }),
                  disabled: !this.session.trusted,
                  run: () => this.dispatchEvent(new Event('reset')),
                })}`
            : nothing
        }
      </h3>
      <p class="hint quiet">
        ${say(`setting-${name}-hint`)}
        ${say('settings-default', { value: this.worded(this.fallback) })}
      </p>
      <div class="control">
        ${this.control(title)}${this.field.kind === 'model' ? this.addButton() : nothing}
      </div>
      ${
        this.field.kind === 'model'
          ? html`<p class="note quiet">
              ${modelNote(this.models, String(this.value), this.session)}
            </p>`
          : nothing
      }`;
  }

  private control(title: string): TemplateResult {
    const { field, value } = this;
    const disabled = !this.session.trusted;
    switch (field.kind) {
      case 'switch':
        return html`<hg-checkbox
          label=${title}
          .checked=${value === true}
          ?disabled=${disabled}
          @value=${(event: ValueEvent<boolean>) => {
            this.change(event.value);
          }}
        ></hg-checkbox>`;
      case 'model':
      case 'choice':
        return html`<hg-dropdown
          label=${title}
          .choices=${this.choices}
          .value=${String(value)}
          ?disabled=${disabled}
          @value=${(event: ValueEvent<string>) => {
            this.change(event.value);
          }}
        ></hg-dropdown>`;
      case 'number':
        return this.numberControl(field, title, disabled);
      case 'text':
        return html`<hg-text-field
          class="wide"
          label=${title}
          placeholder=${field.empty}
          .value=${live(String(value))}
          ?disabled=${disabled}
          @value=${(event: ValueEvent<string>) => {
            this.change(event.value.trim());
          }}
        ></hg-text-field>`;
    }
  }

  /** Where the window has a way to choose a file of this machine. */
  private addButton(): TemplateResult | typeof nothing {
    const { say, ask, inBrowser, trusted } = this.session;
    if (inBrowser) return nothing;
    return html`<hg-button
      appearance="secondary"
      ?disabled=${!trusted}
      @click=${async () => {
        await ask({ kind: 'add-lip-model' });
        this.dispatchEvent(new Event('added'));
      }}
      >${say('model-add')}</hg-button
    >`;
  }

  private numberControl(
    { min, max, step }: SettingField & { readonly kind: 'number' },
    title: string,
    disabled: boolean,
  ): TemplateResult {
    const shown = this.moving ?? Number(this.value);
    const input = (event: Event) => Number((event.currentTarget as HTMLInputElement).value);
    return html`<input
        type="range"
        class="slider"
        aria-label=${title}
        min=${min}
        max=${max}
        step=${step}
        .value=${String(shown)}
        ?disabled=${disabled}
        @input=${(event: Event) => {
          this.moving = input(event);
        }}
        @change=${(event: Event) => {
          this.change(input(event));
        }}
      />
      <hg-text-field
        label=${title}
        .value=${live(String(shown))}
        ?disabled=${disabled}
        @value=${(event: ValueEvent<string>) => {
          this.takeTyped(event.value);
        }}
      ></hg-text-field>`;
  }

  /** What is no number is put back; what is out of bounds is for the host to refuse. */
  private takeTyped(text: string): void {
    const value = Number(text.replace(',', '.'));
    if (text.trim() !== '' && Number.isFinite(value)) this.change(value);
    else this.putBack();
  }

  /** Shows what holds again, after something else was typed in vain. */
  putBack(): void {
    this.requestUpdate('value');
  }

  private change(value: Value): void {
    if (value !== this.value) this.dispatchEvent(new CustomEvent('change', { detail: value }));
  }

  private worded(value: Value): string {
    const { say, locale } = this.session;
    if (typeof value === 'boolean') return say(value ? 'value-on' : 'value-off');
    if (typeof value === 'number') return shortNumber(value, locale);
    if (this.field.kind === 'text') return value === '' ? this.field.empty : value;
    return this.choices.find((choice) => choice.value === value)?.label ?? value;
  }
}
