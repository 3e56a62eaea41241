import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import {
  findScripts,
  type FoundScript,
  type FoundScripts,
  type ScriptFile,
} from '../../src/core/scripts/foundScripts.js';
import { scriptFormat } from '../../src/core/voice/script.js';
import type { Voice } from '../../src/core/voice/voice.js';
import type { SourceView } from '../../src/protocol/editorView.js';
import type { NewScript } from '../../src/protocol/scriptViews.js';
import '../controls/button.js';
import '../controls/dialogBox.js';
import { icon } from '../controls/icon.js';
import type { ValueEvent } from '../controls/valueEvent.js';
import { noticeBanner, noticeBannerStyles } from '../page/noticeBanner.js';
import { GrowingList } from '../page/growingList.js';
import type { Session } from '../page/session.js';
import { baseStyles } from '../styles/base.js';
import { givingTranscript } from './givingTranscript.js';
import { scriptBatchStyles } from './scriptBatchStyles.js';
import './voicePicker.js';

/** Characters of a script that are shown. */
const SHOWN = 90;
const ENCODINGS = { 'utf-16': 'UTF-16', gb18030: 'GBK', 'windows-1252': 'Windows-1252' } as const;

/** What was found in files, to be looked at before it becomes scripts of the project. Fires `close`. */
@customElement('hg-script-batch')
export class ScriptBatch extends LitElement {
  static override styles = [baseStyles, noticeBannerStyles, scriptBatchStyles];

  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) files: readonly ScriptFile[] = [];
  /** What they were dropped on: their text may be what is said there. */
  @property({ attribute: false }) recording: SourceView | undefined;
  @state() private left: ReadonlySet<number> = new Set();
  @state() private voice = '';
  @state() private voices: readonly Voice[] = [];
  @state() private adding = false;
  private found: FoundScripts = { scripts: [], leftOut: [] };
  private readonly growing = new GrowingList(this);

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('files')) return;
    this.found = findScripts(this.files);
    this.left = new Set();
    if (this.session.trusted) void this.findVoices();
  }

  private async findVoices(): Promise<void> {
    const answer = await this.session.ask({ kind: 'voices' });
    if (answer.kind === 'voices') this.voices = answer.voices;
  }

  protected override render(): TemplateResult {
    const { say, trusted } = this.session;
    const { scripts, leftOut } = this.found;
    const count = scripts.length - this.left.size;
    return html`<hg-dialog heading=${say('batch-title')} closeLabel=${say('close')}>
      ${
        scripts.length === 0
          ? noticeBanner('warning', say('batch-none'), say('batch-none-hint'))
          : html`<p role="status"><strong>${this.summary(count)}</strong></p>
              <p class="quiet">${say('batch-pairs')}</p>
              ${this.table(scripts)} ${this.voiceForAll(scripts)}`
      }
      ${leftOut.length > 0 ? this.leftOut() : nothing} ${this.forRecording()}
      <div class="buttons">
        <hg-button
          appearance="primary"
          ?hidden=${scripts.length === 0}
          ?disabled=${!trusted || count === 0 || this.adding}
          @click=${() => void this.add()}
          >${count === 1 ? say('batch-add-one') : say('batch-add', { count })}</hg-button
        >
        <hg-button @click=${this.close}>${say('cancel')}</hg-button>
      </div>
    </hg-dialog>`;
  }

  private summary(count: number): string {
    const { say } = this.session;
    const { scripts, leftOut } = this.found;
    const away = leftOut.length + scripts.length - count;
    const found = count === 1 ? say('batch-count-one') : say('batch-count', { count });
    return away === 0 ? found : `${found} · ${say('batch-left-out', { count: away })}`;
  }

  private table(scripts: readonly FoundScript[]): TemplateResult {
    const { say } = this.session;
    const named = scripts.some(({ voice }) => voice !== undefined);
    return html`<div class="table" tabindex="0" role="region" aria-label=${say('batch-title')}>
      <table>
        <thead>
          <tr>
            <th scope="col">${say('batch-name')}</th>
            <th scope="col" class="begins">${say('batch-begins')}</th>
            <th scope="col" class="number">${say('batch-characters')}</th>
            ${named ? html`<th scope="col">${say('batch-voice-table')}</th>` : nothing}
            <th scope="col">${say('batch-from')}</th>
          </tr>
        </thead>
        <tbody>
          ${this.growing.shown(scripts).map((script, at) => this.row(script, at, named))}
        </tbody>
      </table>
    </div>`;
  }

  private row(script: FoundScript, at: number, named: boolean): TemplateResult {
    const { say, locale } = this.session;
    const { name, said, voice, origin } = script;
    const number = new Intl.NumberFormat(locale).format(said.length);
    return html`<tr>
      <th scope="row">
        <label
          ><input
            type="checkbox"
            aria-label=${say('batch-include', { name })}
            .checked=${!this.left.has(at)}
            @change=${() => {
              this.toggle(at);
            }}
          /><span dir="auto">${name}</span></label
        >
      </th>
      <td class="begins" dir="auto">${said.slice(0, SHOWN).replaceAll(/\s+/g, ' ')}</td>
      <td class="number">${number}</td>
      ${named ? html`<td>${voice === undefined ? nothing : this.voiceName(voice)}</td>` : nothing}
      <td>${[origin, ...this.notes(script)].join(', ')}</td>
    </tr>`;
  }

  private notes({ encoding, path, timed }: FoundScript): readonly string[] {
    const { say } = this.session;
    return [
      ...(encoding === 'utf-8' ? [] : [say('batch-encoding', { encoding: ENCODINGS[encoding] })]),
      ...(path === undefined ? [] : [say('batch-stays')]),
      ...(timed === true && path === undefined ? [say('batch-copied')] : []),
    ];
  }

  private voiceName(named: string): string {
    const { voices, session } = this;
    const same = (each: string): boolean => each.toLowerCase() === named.toLowerCase();
    const known = voices.find(({ id, name }) => same(id) || same(name));
    return known?.name ?? session.say('voice-unknown', { voice: named });
  }

  private voiceForAll(scripts: readonly FoundScript[]): TemplateResult | typeof nothing {
    const { session } = this;
    if (scripts.every(({ voice }) => voice !== undefined)) return nothing;
    return html`<div class="voice">
      <span aria-hidden="true">${session.say('batch-voice-all')}</span>
      <hg-voice-picker
        .session=${session}
        .voices=${this.voices}
        .value=${this.voice}
        ?disabled=${!session.trusted}
        @value=${(event: ValueEvent<string>) => {
          this.voice = event.value;
        }}
      ></hg-voice-picker>
    </div>`;
  }

  /** One text that was dropped on a recording can be that recording's. */
  private forRecording(): TemplateResult | typeof nothing {
    const { recording, files, session } = this;
    const { say, trusted } = session;
    if (!recording || files.length !== 1 || scriptFormat(files[0].name) === undefined)
      return nothing;
    const use = async (): Promise<void> => {
      const answer = await session.ask(givingTranscript(recording.id, files[0]));
      if (answer.kind === 'ok') this.close();
    };
    const button = html`<hg-button ?disabled=${!trusted} @click=${() => void use()}
      >${say('transcript-use', { name: recording.name })}</hg-button
    >`;
    return noticeBanner('info', say('transcript-use-hint'), '', button);
  }

  private leftOut(): TemplateResult {
    const { say } = this.session;
    const { leftOut } = this.found;
    return html`<section class="left-out">
      <h3>${say('batch-left-out', { count: leftOut.length })}</h3>
      <ul>
        ${this.growing
          .shown(leftOut)
          .map(
            ({ name, origin, why }) =>
              html`<li>
                ${icon('warning')}<span
                  >${origin.startsWith(name) ? origin : `${name} (${origin})`}:
                  ${say(`batch-why-${why}`)}</span
                >
              </li>`,
          )}
      </ul>
    </section>`;
  }

  private toggle(at: number): void {
    const left = new Set(this.left);
    if (!left.delete(at)) left.add(at);
    this.left = left;
  }

  private async add(): Promise<void> {
    this.adding = true;
    const wanted = this.found.scripts.filter((_, at) => !this.left.has(at));
    const scripts = wanted.map((script) => newScript(script, this.voice));
    const answer = await this.session.ask({ kind: 'add-scripts', scripts });
    this.adding = false;
    if (answer.kind === 'ok') this.close();
  }

  private readonly close = (): void => {
    this.dispatchEvent(new Event('close'));
  };
}

function newScript(
  { name, text, path, timed, origin, voice: own }: FoundScript,
  usual: string,
): NewScript {
  const voice = own ?? (usual === '' ? undefined : usual);
  const copied = timed === true && path === undefined;
  return {
    ...{ name, text },
    ...(voice !== undefined && { voice }),
    ...(path !== undefined && { path }),
    ...(copied && { file: origin }),
  };
}
