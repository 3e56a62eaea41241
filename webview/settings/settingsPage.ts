import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { ProjectEdit, SettingScope } from '../../src/core/project/projectEdit.js';
import { DEFAULT_SETTINGS, type Settings } from '../../src/core/settings.js';
import type { LipModelView } from '../../src/protocol/editor.js';
import type { EditorView, SourceView } from '../../src/protocol/editorView.js';
import { PageEvent } from '../page/pageEvents.js';
import type { Session } from '../page/session.js';
import '../controls/dropdown.js';
import '../controls/textField.js';
import type { ValueEvent } from '../controls/valueEvent.js';
import { baseStyles } from '../styles/base.js';
import { scopeChoices, scopeKey, type ScopeChoice } from './scopeChoices.js';
import { fieldsThatCount, SETTING_GROUPS, type SettingField } from './settingFields.js';
import './settingRow.js';
import type { SettingRow } from './settingRow.js';

/** Settings of the project, or of one video, audio or pair. Only what differs is written. */
@customElement('hg-settings-page')
export class SettingsPage extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: block;
        max-width: 760px;
        padding: 8px 0;
      }
      h2 {
        padding: 18px 0 6px 14px;
        font-size: 1.3em;
      }
      .scope {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 6px 10px;
        padding: 8px 14px 4px;
      }
      .scope hg-dropdown {
        width: min(100%, 340px);
      }
      .scope .hint {
        flex-basis: 100%;
      }
      .text-row {
        padding: 9px 14px 11px;
      }
      .text-row h3 {
        font-size: 1em;
        font-weight: 600;
        padding-bottom: 4px;
      }
      .text-row .quiet {
        padding-bottom: 6px;
      }
      .text-row hg-text-field {
        width: min(100%, 420px);
      }
    `,
  ];

  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) project!: NonNullable<EditorView['project']>;
  @property({ attribute: false }) sources: ReadonlyMap<string, SourceView> = new Map();
  @property({ attribute: false }) scope: SettingScope = { kind: 'project' };

  @state() private models: readonly LipModelView[] | undefined;
  /** Whether these were asked for: only where one makes the lips. */
  private asked = false;
  private choices: readonly ScopeChoice[] = [];

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { project, scope, sources, session } = this;
    const before = changed.get('project');
    const sameSources =
      before?.pairs === project.pairs &&
      before.videos === project.videos &&
      before.audios === project.audios;
    if (sameSources && !changed.has('scope') && !changed.has('session')) return;
    const choices = scopeChoices(project, scope, sources, session.say);
    // While pairs run they change ten times a second; an open list must not be put anew.
    if (JSON.stringify(choices) !== JSON.stringify(this.choices)) this.choices = choices;
  }

  protected override render(): TemplateResult {
    const { say } = this.session;
    const layers = this.layers();
    const own = layers.at(-1) ?? {};
    const fallback = layers
      .slice(0, -1)
      .reduce<Settings>((settings, layer) => ({ ...settings, ...layer }), DEFAULT_SETTINGS);
    return html`${this.scopeLine()}${this.scope.kind === 'project' ? this.projectFields() : nothing}
    ${SETTING_GROUPS.map(
      ({ title, fields }) =>
        html`<section aria-label=${say(title)}>
          <h2>${say(title)}</h2>
          ${fieldsThatCount(fields, { ...fallback, ...own }).map((field) =>
            this.row(field, own, fallback),
          )}
        </section>`,
    )}`;
  }

  protected override updated(): void {
    const { backend } = Object.assign({ ...DEFAULT_SETTINGS }, ...this.layers()) as Settings;
    if (backend !== 'wav2lip' || this.asked) return;
    this.asked = true;
    void this.findModels();
  }

  /** They are few, and another window may have added one since the page was shown. */
  private async findModels(): Promise<void> {
    const answer = await this.session.ask({ kind: 'lip-models' });
    if (answer.kind === 'lip-models') this.models = answer.models;
  }

  private scopeLine(): TemplateResult {
    const { say } = this.session;
    return html`<div class="scope">
      <span aria-hidden="true">${say('settings-for')}</span>
      <hg-dropdown
        label=${say('settings-for')}
        .choices=${this.choices}
        .value=${scopeKey(this.scope)}
        @value=${(event: ValueEvent<string>) => {
          const scope = this.choices.find(({ value }) => value === event.value)?.scope;
          if (scope) this.dispatchEvent(new PageEvent({ kind: 'settings', scope }));
        }}
      ></hg-dropdown>
      <span class="quiet hint">${say('settings-for-hint')}</span>
    </div>`;
  }

  private projectFields(): TemplateResult {
    const { say } = this.session;
    const { title, output } = this.project;
    return html`<section aria-label=${say('settings-group-project')}>
      <h2>${say('settings-group-project')}</h2>
      ${this.textRow(say('settings-title'), '', title, (text) => ({
        kind: 'set-title',
        title: text,
      }))}
      ${this.textRow(
        say('settings-folder'),
        say('settings-folder-hint'),
        output.folder,
        (folder) => ({ kind: 'set-output', folder }),
      )}
      ${this.textRow(
        say('settings-name'),
        '{video} {audio} {videoLabel} {audioLabel} {title}',
        output.name,
        (name) => ({ kind: 'set-output', name }),
      )}
    </section>`;
  }

  private textRow(
    title: string,
    hint: string,
    value: string,
    edit: (text: string) => ProjectEdit,
  ): TemplateResult {
    const { trusted } = this.session;
    return html`<div class="text-row">
      <h3>${title}</h3>
      ${hint === '' ? nothing : html`<p class="quiet">${hint}</p>`}
      <hg-text-field
        label=${title}
        .value=${live(value)}
        ?disabled=${!trusted}
        @value=${(event: ValueEvent<string>) => void this.set(edit(event.value.trim()), this)}
      ></hg-text-field>
    </div>`;
  }

  private row(field: SettingField, own: Partial<Settings>, fallback: Settings): TemplateResult {
    const { name } = field;
    const { ask } = this.session;
    const { scope } = this;
    return html`<hg-setting-row
      .session=${this.session}
      .field=${field}
      .modified=${own[name] !== undefined}
      .value=${own[name] ?? fallback[name]}
      .fallback=${fallback[name]}
      .models=${this.models}
      @added=${() => this.findModels()}
      @change=${(event: CustomEvent<Settings[keyof Settings]>) => {
        const value = event.detail;
        const edit: ProjectEdit =
          value === fallback[name]
            ? { kind: 'reset-setting', scope, name }
            : { kind: 'set-setting', scope, name, value };
        void this.set(edit, event.currentTarget as SettingRow);
      }}
      @reset=${() => void ask({ kind: 'edit', edit: { kind: 'reset-setting', scope, name } })}
    ></hg-setting-row>`;
  }

  /** What the host refuses is not left standing in its field. */
  private async set(edit: ProjectEdit, row: SettingRow | this): Promise<void> {
    const answer = await this.session.ask({ kind: 'edit', edit });
    if (answer.kind !== 'refused') return;
    if (row === this) this.requestUpdate();
    else (row as SettingRow).putBack();
  }

  /** Overrides from the widest scope to the one shown; later ones win. */
  private layers(): Partial<Settings>[] {
    const { project, scope, sources } = this;
    const of = (list: 'videos' | 'audios', id: string) => sources.get(`${list}/${id}`)?.settings;
    switch (scope.kind) {
      case 'project':
        return [project.settings];
      case 'video':
        return [project.settings, of('videos', scope.id) ?? {}];
      case 'audio':
        return [project.settings, of('audios', scope.id) ?? {}];
      case 'pair': {
        const pair = project.pairs.find(
          ({ video, audio }) => video === scope.video && audio === scope.audio,
        );
        const video = of('videos', scope.video) ?? {};
        const audio = of('audios', scope.audio) ?? {};
        return [project.settings, video, audio, pair?.settings ?? {}];
      }
    }
  }
}
