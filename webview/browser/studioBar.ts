import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { LOCALES, type Locale } from '../../src/core/strings/locale.js';
import { studioText, type StudioText } from '../../src/core/strings/studioTexts.js';
import '../controls/button.js';
import { baseStyles } from '../styles/base.js';
import { saveLocale, savedTheme, THEMES, useTheme, type Theme } from './preferences.js';

const LANGUAGES: Readonly<Record<Locale, string>> = { en: 'English', zh: '中文' };

/** The bar over every page of the studio: the way home, language and colours, and what the page puts in. */
@customElement('hg-studio-bar')
export class StudioBar extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 6px 12px;
        padding: 8px 0;
      }
      a {
        color: var(--vscode-textLink-foreground);
        text-decoration: none;
        padding: 4px 0;
      }
      a:hover {
        text-decoration: underline;
      }
      .end {
        display: flex;
        align-items: center;
        flex-wrap: wrap;
        gap: 6px 12px;
        margin-left: auto;
      }
      label {
        display: inline-flex;
        align-items: center;
        gap: 6px;
        color: var(--vscode-descriptionForeground);
      }
      select {
        min-height: 28px;
        padding: 2px 6px;
        border: 1px solid var(--vscode-dropdown-border);
        border-radius: 4px;
        background: var(--vscode-dropdown-background);
        color: var(--vscode-dropdown-foreground);
        font: inherit;
      }
      @media (pointer: coarse) {
        select {
          min-height: 36px;
        }
      }
      @media (max-width: 560px) {
        label span {
          position: absolute;
          clip-path: inset(50%);
        }
      }
    `,
  ];

  @property() locale: Locale = 'en';
  /** The home page itself has no way there. */
  @property({ type: Boolean }) home = false;

  /** Nor has that of the settings. */
  @property({ type: Boolean }) settings = false;

  protected override render(): TemplateResult {
    return html`${this.home ? nothing : html`<a href="/">‹ ${this.say('home')}</a>`}
      <slot></slot>
      <div class="end">
        ${this.settings ? nothing : html`<a href="/settings">${this.say('settings')}</a>`}
        ${this.select(
          'language',
          this.locale,
          LOCALES.map((locale) => [locale, LANGUAGES[locale]]),
          (locale) => {
            saveLocale(locale as Locale);
            location.reload();
          },
        )}
        ${this.select(
          'theme',
          savedTheme(),
          THEMES.map((theme) => [theme, this.say(`theme-${theme}`)]),
          (theme) => {
            useTheme(theme as Theme);
          },
        )}
      </div>`;
  }

  private select(
    name: StudioText,
    value: string,
    choices: readonly (readonly [string, string])[],
    choose: (value: string) => void,
  ): TemplateResult {
    return html`<label
      ><span>${this.say(name)}</span
      ><select
        aria-label=${this.say(name)}
        @change=${(event: Event) => {
          choose((event.target as HTMLSelectElement).value);
        }}
      >
        ${choices.map(
          ([key, label]) => html`<option value=${key} ?selected=${key === value}>${label}</option>`,
        )}
      </select></label
    >`;
  }

  private say(key: StudioText): string {
    return studioText(this.locale, key);
  }
}
