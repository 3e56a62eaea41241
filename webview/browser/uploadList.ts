import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Locale } from '../../src/core/strings/locale.js';
import { studioText, type StudioText } from '../../src/core/strings/studioTexts.js';
import { actionButton, actionStyles } from '../controls/actionButton.js';
import { progressBar, progressStyles } from '../controls/progressBar.js';
import { baseStyles } from '../styles/base.js';
import { FileUpload, type UploadState } from './fileUpload.js';

interface Row {
  readonly upload: FileUpload;
  readonly state: UploadState;
}

/** Files on their way to the studio, with their progress. Owns them until they are there. */
@customElement('hg-uploads')
export class UploadList extends LitElement {
  static override styles = [
    baseStyles,
    actionStyles,
    progressStyles,
    css`
      li {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 4px 8px;
        align-items: center;
        margin: 6px 0;
        padding: 6px 10px;
        border-radius: 4px;
        background: var(--vscode-textCodeBlock-background);
      }
      .actions {
        display: flex;
      }
      .failed {
        color: var(--vscode-errorForeground);
      }
    `,
  ];

  @property() locale: Locale = 'en';
  @state() private rows: readonly Row[] = [];

  /** Uploads all at once; resolves with the ids of those that arrived whole, in order. */
  async bring(files: readonly File[]): Promise<readonly string[]> {
    const ended = await Promise.all(files.map((file) => this.one(file)));
    return ended.flatMap((state) => (state.kind === 'done' ? [state.id] : []));
  }

  protected override render(): TemplateResult {
    return html`<ul>
      ${this.rows.map((row) => this.row(row))}
    </ul>`;
  }

  private one(file: File): Promise<UploadState> {
    const upload = new FileUpload(file.name, file, (state) => {
      // Told for the first time while it is being made.
      queueMicrotask(() => {
        this.show(upload, state);
      });
    });
    return upload.ended;
  }

  private show(upload: FileUpload, state: UploadState): void {
    const others = this.rows.filter((row) => row.upload !== upload);
    const over = state.kind === 'done' || state.kind === 'cancelled';
    const place = this.rows.findIndex((row) => row.upload === upload);
    if (over) this.rows = others;
    else if (place < 0) this.rows = [...this.rows, { upload, state }];
    else this.rows = this.rows.map((row) => (row.upload === upload ? { upload, state } : row));
  }

  private row({ upload, state }: Row): TemplateResult {
    const { name } = upload;
    if (state.kind !== 'running' && state.kind !== 'paused') {
      const reason = state.kind === 'failed' ? state.reason : 'upload-failed';
      return html`<li>
        <span class="failed" role="alert">${this.say(reason, { name })}</span>
        ${actionButton({
          icon: 'close',
          label: this.say('cancel'),
          run: () => {
            this.rows = this.rows.filter((row) => row.upload !== upload);
          },
        })}
      </li>`;
    }
    const percent = Math.floor(state.fraction * 100);
    const paused = state.kind === 'paused';
    const text = `${this.say('uploading', { name, percent })}${paused ? ` · ${this.say('upload-paused', { percent })}` : ''}`;
    return html`<li>
      <span class="clip">${text}</span>
      <span class="actions">
        ${actionButton({
          icon: paused ? 'play' : 'pause',
          label: `${this.say(paused ? 'resume' : 'pause')}: ${name}`,
          run: () => {
            if (paused) upload.resume();
            else upload.pause();
          },
        })}
        ${actionButton({
          icon: 'close',
          label: `${this.say('cancel')}: ${name}`,
          run: () => {
            upload.cancel();
          },
        })}
      </span>
      ${progressBar(state.fraction, text)}
    </li>`;
  }

  private say(key: StudioText, params?: Readonly<Record<string, string | number>>): string {
    return studioText(this.locale, key, params);
  }
}
