import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { type Locale, localeOf } from '../../src/core/strings/locale.js';
import { studioText, type StudioText } from '../../src/core/strings/studioTexts.js';
import type { EditorView } from '../../src/protocol/editorView.js';
import type { Question, Reply } from '../../src/protocol/studio.js';
import { StudioApp } from '../app/studioApp.js';
import { actionButton, actionStyles } from '../controls/actionButton.js';
import { noticeBanner, noticeBannerStyles } from '../page/noticeBanner.js';
import { baseStyles } from '../styles/base.js';
import { askYes, chooseFiles } from './askBox.js';
import { BrowserHost } from './browserHost.js';
import type { ConnectionState } from './connection.js';
import { Recorder } from './recorder.js';
import { RunBell } from './runBell.js';
import './studioBar.js';
import { UploadList } from './uploadList.js';

/** A project's page: the editor that VS Code shows, and around it what a browser adds. */
@customElement('hg-project')
export class ProjectPage extends LitElement {
  static override styles = [
    baseStyles,
    actionStyles,
    noticeBannerStyles,
    css`
      :host {
        display: block;
      }
    `,
  ];

  @state() private connection: ConnectionState = 'open';
  @state() private locale: Locale = localeOf(document.documentElement.lang);
  private readonly uploads = new UploadList();
  private readonly recorder = new Recorder();
  private readonly app = new StudioApp();
  private readonly bell = new RunBell();
  private readonly host: BrowserHost;

  /** @param project opaque id, of the page's address */
  constructor(project: string) {
    super();
    this.host = new BrowserHost(project, {
      answer: (question) => this.answer(question),
      upload: (files) => this.uploads.bring(files),
      state: (connection) => {
        this.connection = connection;
      },
    });
    this.recorder.onUse = (file) => void this.host.importFiles([file], 'audios');
    this.host.onMessage((message) => {
      if (message.kind === 'view') this.take(message.view);
    });
    this.app.connect(this.host);
    this.useLocale();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('keydown', this.onKey);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('keydown', this.onKey);
  }

  protected override render(): TemplateResult {
    return html`<hg-studio-bar .locale=${this.locale}
        >${this.recorder}
        ${actionButton({
          icon: 'reset',
          label: this.say('undo'),
          text: this.say('undo'),
          run: () => {
            this.host.undo();
          },
        })}
        ${actionButton({
          icon: 'refresh',
          label: this.say('redo'),
          text: this.say('redo'),
          run: () => void this.host.redo(),
        })}</hg-studio-bar
      >
      ${
        this.connection === 'open'
          ? nothing
          : noticeBanner(
              'warning',
              this.say(this.connection === 'lost' ? 'lost-connection' : 'not-let-in'),
              '',
            )
      }
      ${this.uploads}${this.app}`;
  }

  private take(view: EditorView): void {
    document.title = `${view.project?.title ?? 'HeyGem'} · HeyGem Studio`;
    this.bell.hear(view);
    if (view.locale === this.locale) return;
    this.locale = view.locale;
    this.useLocale();
  }

  private useLocale(): void {
    this.uploads.locale = this.locale;
    this.recorder.locale = this.locale;
  }

  private async answer(question: Question): Promise<Reply> {
    if (question.kind === 'confirm') {
      const yes = await askYes(question.sentence, question.yes, this.say('cancel'));
      return { kind: 'confirmed', yes };
    }
    const files = await chooseFiles(question.extensions, question.many);
    return { kind: 'chosen', uploads: await this.uploads.bring(files) };
  }

  /** Undo and redo, but not of what is being typed. */
  private readonly onKey = (event: KeyboardEvent): void => {
    const { key, ctrlKey, metaKey, shiftKey } = event;
    const typing = event
      .composedPath()
      .some(
        (target) => target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement,
      );
    if (typing || !(ctrlKey || metaKey)) return;
    const undo = key.toLowerCase() === 'z' && !shiftKey;
    const redo = key.toLowerCase() === 'y' || (key.toLowerCase() === 'z' && shiftKey);
    if (!undo && !redo) return;
    event.preventDefault();
    if (undo) this.host.undo();
    else void this.host.redo();
  };

  private say(key: StudioText, params?: Readonly<Record<string, string | number>>): string {
    return studioText(this.locale, key, params);
  }
}
