import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { studioText, type StudioText } from '../../src/core/strings/studioTexts.js';
import type { HomeView, ProjectEntry } from '../../src/protocol/studio.js';
import { actionButton, actionStyles } from '../controls/actionButton.js';
import '../controls/button.js';
import { icon } from '../controls/icon.js';
import { noticeBanner, noticeBannerStyles } from '../page/noticeBanner.js';
import { baseStyles } from '../styles/base.js';
import { dateTime, fileSize } from '../wording/measures.js';
import { askYes } from './askBox.js';
import { homeStyles } from './homeStyles.js';
import { beginOnSingle } from './pageMemory.js';
import { savedLocale } from './preferences.js';
import { sendJson } from './sendJson.js';
import './studioBar.js';

/** Milliseconds from one look at the folder to the next, while somebody looks at the page. */
const LOOK_MS = 3_000;

/** The projects of the studio's folder. The server is asked for them again and again. */
@customElement('hg-home')
export class HomePage extends LitElement {
  static override styles = [baseStyles, actionStyles, noticeBannerStyles, homeStyles];

  @state() private view: HomeView | undefined;
  @state() private trouble: StudioText | undefined;
  @state() private newTitle = '';
  private readonly locale = savedLocale();
  private timer: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.look();
    this.timer = setInterval(() => {
      if (document.visibilityState === 'visible') void this.look();
    }, LOOK_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  protected override render(): TemplateResult {
    const { view } = this;
    if (!view) return html`<main aria-busy="true">${this.banner()}</main>`;
    const { locale } = this;
    const { projects, folder, free } = view;
    return html`<hg-studio-bar home .locale=${locale}><h1>HeyGem Studio</h1></hg-studio-bar>
      <main>
        ${this.banner()}
        <h2>${this.say('projects-of', { folder })}</h2>
        ${free === undefined ? nothing : html`<p class="quiet">${this.say('free', { size: fileSize(free, locale) })}</p>`}
        ${this.newProject()}
        ${
          projects.length === 0
            ? html`<p class="empty">${this.say('no-projects')}</p>
                <p class="empty">
                  <hg-button @click=${this.createSample}>${this.say('sample-project')}</hg-button>
                </p>`
            : html`<ul>
                ${projects.map((project) => this.card(project))}
              </ul>`
        }
      </main>`;
  }

  private banner(): TemplateResult | typeof nothing {
    return this.trouble ? noticeBanner('error', this.say(this.trouble), '') : nothing;
  }

  private newProject(): TemplateResult {
    return html`<form @submit=${this.create}>
      <input
        aria-label=${this.say('new-title')}
        placeholder=${this.say('new-title')}
        maxlength="200"
        .value=${this.newTitle}
        @input=${(event: Event) => {
          this.newTitle = (event.target as HTMLInputElement).value;
        }}
      />
      <hg-button appearance="primary" icon="add" @click=${this.create}
        >${this.say('new-project')}</hg-button
      >
    </form>`;
  }

  private card(project: ProjectEntry): TemplateResult {
    const { id, title, path, changed, running } = project;
    return html`<li>
      <a href="/projects/${id}">
        <strong class="clip">${title}</strong>
        <span class="quiet clip">${path}</span>
        <span class="quiet"
          >${
            running
              ? html`${icon('running')} ${this.say('is-running')}`
              : this.say('changed-at', { date: dateTime(changed, this.locale) })
          }</span
        >
      </a>
      <div class="actions">
        ${actionButton({
          icon: 'add',
          label: `${this.say('duplicate')}: ${title}`,
          text: this.say('duplicate'),
          run: () => void this.act(`/api/projects/${id}/duplicate`, 'POST', {}),
        })}
        ${actionButton({
          icon: 'trash',
          label: `${this.say('delete')}: ${title}`,
          disabled: running,
          run: () => void this.discard(project),
        })}
      </div>
    </li>`;
  }

  private readonly create = async (event: Event): Promise<void> => {
    event.preventDefault();
    const title = this.newTitle.trim();
    if (title === '') {
      this.renderRoot.querySelector('input')?.focus();
      return;
    }
    const response = await this.act('/api/projects', 'POST', { title });
    if (response?.ok !== true) return;
    const { id } = (await response.json()) as ProjectEntry;
    beginOnSingle(id);
    location.assign(`/projects/${id}`);
  };

  private readonly createSample = async (): Promise<void> => {
    const response = await this.act('/api/projects/sample', 'POST', {});
    if (response?.ok !== true) return;
    const { id } = (await response.json()) as ProjectEntry;
    location.assign(`/projects/${id}`);
  };

  private async discard({ id, title }: ProjectEntry): Promise<void> {
    const sentence = this.say('delete-question', { title });
    if (await askYes(sentence, this.say('delete'), this.say('cancel')))
      await this.act(`/api/projects/${id}`, 'DELETE');
  }

  private async act(...wish: Parameters<typeof sendJson>): Promise<Response | undefined> {
    const response = await sendJson(...wish);
    await this.look();
    return response;
  }

  private async look(): Promise<void> {
    const response = await fetch('/api/home').catch(() => undefined);
    if (response?.ok === true) {
      this.view = (await response.json()) as HomeView;
      this.trouble = undefined;
    } else this.trouble = response?.status === 401 ? 'not-let-in' : 'lost-connection';
  }

  private say(key: StudioText, params?: Readonly<Record<string, string | number>>): string {
    return studioText(this.locale, key, params);
  }
}
