import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { Voice } from '../../src/core/voice/voice.js';
import { ValueEvent } from '../controls/valueEvent.js';
import type { Session } from '../page/session.js';
import { baseStyles } from '../styles/base.js';
import { fieldStyles } from './fieldStyles.js';

/** Chooses a voice, by language. Fires `value` with its id; empty: the usual one of the text's language. */
@customElement('hg-voice-picker')
export class VoicePicker extends LitElement {
  static override shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true };
  static override styles = [
    baseStyles,
    fieldStyles,
    css`
      :host {
        display: block;
        min-width: 0;
      }
      select {
        width: 100%;
      }
    `,
  ];

  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) voices: readonly Voice[] = [];
  @property() value = '';
  @property({ type: Boolean }) disabled = false;

  protected override render(): TemplateResult {
    const { say } = this.session;
    const { value, voices } = this;
    const isKnown = value === '' || voices.some(({ id }) => id === value);
    return html`<select
      aria-label=${say('script-voice')}
      ?disabled=${this.disabled}
      .value=${live(value)}
      @change=${this.onChange}
    >
      <option value="" ?selected=${value === ''}>${say('voice-usual')}</option>
      ${
        isKnown
          ? nothing
          : html`<option value=${value} selected>${say('voice-unknown', { voice: value })}</option>`
      }
      ${[...byLanguage(voices, this.session.locale)].map(
        ([language, group]) =>
          html`<optgroup label=${language === '' ? say('voice-other') : language}>
            ${group.map(
              (voice) =>
                html`<option value=${voice.id} ?selected=${voice.id === value}>
                  ${this.nameOf(voice)}
                </option>`,
            )}
          </optgroup>`,
      )}
    </select>`;
  }

  private nameOf({ name, gender, kind }: Voice): string {
    const { say } = this.session;
    const about = [
      ...(gender ? [say(`voice-${gender}`)] : []),
      ...(kind === 'pack' ? [] : [say(`voice-${kind}`)]),
    ];
    return about.length === 0 ? name : `${name} (${about.join(', ')})`;
  }

  private readonly onChange = (event: Event): void => {
    event.stopPropagation();
    this.value = (event.currentTarget as HTMLSelectElement).value;
    this.dispatchEvent(new ValueEvent(this.value));
  };
}

/** Voices by the name of their language, those of the page's own language first, else in their order. */
export function byLanguage(
  voices: readonly Voice[],
  locale: string,
): ReadonlyMap<string, readonly Voice[]> {
  const own = (language: string): number =>
    language.startsWith(locale) ? 0 : language === '' ? 2 : 1;
  const tags = [...new Set(voices.map(({ language }) => language))].sort((a, b) => own(a) - own(b));
  return new Map(
    tags.map((tag) => [
      languageName(tag, locale),
      voices.filter(({ language }) => language === tag),
    ]),
  );
}

function languageName(tag: string, locale: string): string {
  if (tag === '') return '';
  try {
    return new Intl.DisplayNames([locale], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
