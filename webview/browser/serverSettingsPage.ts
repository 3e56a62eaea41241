import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { studioText, type StudioText } from '../../src/core/strings/studioTexts.js';
import { MOST_KEPT } from '../../src/core/keptResults.js';
import type { CacheCleaning, ServerSettingName, SettingsView } from '../../src/protocol/studio.js';
import '../controls/button.js';
import { noticeBanner, noticeBannerStyles } from '../page/noticeBanner.js';
import { baseStyles } from '../styles/base.js';
import { fileSize } from '../wording/measures.js';
import { askYes } from './askBox.js';
import { savedLocale } from './preferences.js';
import { sendJson } from './sendJson.js';
import { serverFacts } from './serverFacts.js';
import { serverSettingsStyles } from './serverSettingsStyles.js';
import './studioBar.js';

type Settings = SettingsView['settings'];

const PROVIDER_NAMES: Readonly<Record<string, string>> = {
  ...{ cuda: 'CUDA', directml: 'DirectML', coreml: 'Core ML', webgpu: 'WebGPU', cpu: 'CPU' },
};
/** Where the command line has a say. */
const FLAGS: Readonly<Partial<Record<ServerSettingName, string>>> = {
  parallel: '--parallel',
  provider: '--provider',
  keepPrevious: '--keep-previous',
};
const GIGABYTE = 1e9;

/** The settings of the server, for all who use it: each is sent when it is changed, and judged there. */
@customElement('hg-server-settings')
export class ServerSettingsPage extends LitElement {
  static override styles = [baseStyles, noticeBannerStyles, serverSettingsStyles];

  @state() private view: SettingsView | undefined;
  @state() private trouble: StudioText | undefined;
  @state() private outcome: { readonly text: string; readonly bad?: boolean } | undefined;
  @state() private cleaning = false;
  private readonly locale = savedLocale();

  override connectedCallback(): void {
    super.connectedCallback();
    document.title = `${this.say('settings-of')} · HeyGem Studio`;
    void this.look();
  }

  protected override render(): TemplateResult {
    const { view, outcome } = this;
    const trouble = this.trouble ? noticeBanner('error', this.say(this.trouble), '') : nothing;
    return html`<hg-studio-bar settings .locale=${this.locale}
        ><h1>${this.say('settings-of')}</h1></hg-studio-bar
      >
      <main aria-busy=${view ? 'false' : 'true'}>
        ${trouble} ${view ? this.fields(view) : nothing}
        <p class="outcome ${outcome?.bad ? 'bad' : ''}" role="status">${outcome?.text ?? ''}</p>
        ${view ? serverFacts(view, this.locale) : nothing}
      </main>`;
  }

  private fields(view: SettingsView): TemplateResult {
    const { settings, choices, workers } = view;
    const auto = ['auto', this.say('set-auto')] as const;
    const counts = Array.from({ length: choices.mostWorkers }, (_, at) => String(at + 1));
    return html`<p class="quiet">${this.say('settings-intro')}</p>
      ${this.choice(
        'parallel',
        String(settings.parallel),
        [auto, ...counts.map((count) => [count, count] as const)],
        (value) => ({ parallel: value === 'auto' ? value : Number(value) }),
        { count: workers },
      )}
      ${this.choice(
        'provider',
        settings.provider,
        choices.providers.map((name) =>
          name === 'auto' ? auto : ([name, PROVIDER_NAMES[name] ?? name] as const),
        ),
        (value) => ({ provider: value as Settings['provider'] }),
      )}
      ${this.cacheCap(view)} ${this.keeping(view)}`;
  }

  private choice(
    name: ServerSettingName,
    value: string,
    choices: readonly (readonly [string, string])[],
    settings: (value: string) => Partial<Settings>,
    params: Readonly<Record<string, string | number>> = {},
  ): TemplateResult {
    return html`<div class="setting">
      <label for=${name}>${this.say(`set-${name}`)}</label>
      <select
        id=${name}
        aria-describedby="${name}-hint"
        ?disabled=${this.isFixed(name)}
        @change=${(event: Event) => {
          void this.change(settings((event.target as HTMLSelectElement).value));
        }}
      >
        ${choices.map(
          ([key, label]) =>
            html`<option value=${key} .selected=${live(key === value)}>${label}</option>`,
        )}
      </select>
      ${this.hint(name, params)}
    </div>`;
  }

  private cacheCap({ settings, choices, cacheBytes }: SettingsView): TemplateResult {
    const { least, most } = choices.cache;
    const bounds = { least: least / GIGABYTE, most: most / GIGABYTE };
    return html`<div class="setting">
        <label for="cacheBytes">${this.say('set-cacheBytes')}</label>
        <input
          id="cacheBytes"
          type="number"
          min=${bounds.least}
          max=${bounds.most}
          step="0.1"
          aria-describedby="cacheBytes-hint"
          .value=${live(String(Math.round(settings.cacheBytes / (GIGABYTE / 10)) / 10))}
          @change=${(event: Event) => {
            const { valueAsNumber } = event.target as HTMLInputElement;
            void this.change({ cacheBytes: Math.round(valueAsNumber * GIGABYTE) });
          }}
        />
        ${this.hint('cacheBytes', { size: fileSize(cacheBytes, this.locale) })}
        <span class="quiet">${this.say('set-range', bounds)}</span>
      </div>
      <div class="buttons">
        <hg-button ?disabled=${this.cleaning} @click=${() => void this.clean(false)}
          >${this.say('cache-prune')}</hg-button
        >
        <hg-button ?disabled=${this.cleaning} @click=${() => void this.clean(true)}
          >${this.say('cache-clear')}</hg-button
        >
      </div>`;
  }

  private keeping({ settings }: SettingsView): TemplateResult {
    return html`<div class="setting">
      <label for="keepPrevious">${this.say('set-keepPrevious')}</label>
      <input
        id="keepPrevious"
        type="number"
        min="0"
        max=${MOST_KEPT}
        step="1"
        aria-describedby="keepPrevious-hint"
        ?disabled=${this.isFixed('keepPrevious')}
        .value=${live(String(settings.keepPrevious))}
        @change=${(event: Event) => {
          const { valueAsNumber } = event.target as HTMLInputElement;
          void this.change({ keepPrevious: valueAsNumber });
        }}
      />
      ${this.hint('keepPrevious', { most: MOST_KEPT })}
    </div>`;
  }

  private hint(
    name: ServerSettingName,
    params: Readonly<Record<string, string | number>> = {},
  ): TemplateResult {
    const flag = this.isFixed(name) ? FLAGS[name] : undefined;
    return html`<span id="${name}-hint" class="quiet"
      >${this.say(`set-${name}-hint`, params)}
      ${flag === undefined ? nothing : html`<span class="fixed">${this.say('set-fixed', { flag })}</span>`}</span
    >`;
  }

  private isFixed(name: ServerSettingName): boolean {
    return this.view?.fixed.includes(name) === true;
  }

  private async change(wish: Partial<Settings>): Promise<void> {
    const response = await sendJson('/api/settings', 'PUT', wish);
    if (response?.ok === true) {
      this.view = (await response.json()) as SettingsView;
      this.outcome = { text: this.say('set-saved') };
      return;
    }
    this.outcome = { text: await this.refusal(response), bad: true };
    // What was typed gives way to what holds.
    await this.look();
  }

  private async refusal(response: Response | undefined): Promise<string> {
    if (!response) return this.say('lost-connection');
    if (response.status === 400 || response.status === 409) return this.say('set-wrong');
    const words = (await response.json().catch(() => ({}))) as { sentence?: string };
    return this.say('not-saved', { sentence: words.sentence ?? '' });
  }

  private async clean(all: boolean): Promise<void> {
    const question = this.say('cache-clear-question');
    if (all && !(await askYes(question, this.say('cache-clear'), this.say('cancel')))) return;
    this.cleaning = true;
    const response = await sendJson('/api/settings/cache', 'POST', { all });
    this.cleaning = false;
    if (response?.ok !== true) {
      this.outcome = { text: await this.refusal(response), bad: true };
      return;
    }
    const { removed, freedBytes, view } = (await response.json()) as CacheCleaning;
    this.view = view;
    const size = fileSize(freedBytes, this.locale);
    this.outcome = { text: this.say('cache-removed', { count: removed, size }) };
  }

  private async look(): Promise<void> {
    const response = await fetch('/api/settings').catch(() => undefined);
    if (response?.ok === true) {
      this.view = (await response.json()) as SettingsView;
      this.trouble = undefined;
    } else this.trouble = response?.status === 401 ? 'not-let-in' : 'lost-connection';
  }

  private say(key: StudioText, params?: Readonly<Record<string, string | number>>): string {
    return studioText(this.locale, key, params);
  }
}
