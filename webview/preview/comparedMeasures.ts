import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { ownWayText } from '../../src/core/strings/ownWayTexts.js';
import type { MadeVideo } from '../../src/protocol/editorView.js';
import type { Session } from '../page/session.js';
import { baseStyles } from '../styles/base.js';
import { dateTime, fileSize, secondsText } from '../wording/measures.js';

/** The figures of two results of one pair, beside each other. */
@customElement('hg-compared-measures')
export class ComparedMeasures extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: block;
        padding-top: 10px;
        overflow-x: auto;
      }
      table {
        border-collapse: collapse;
        font-variant-numeric: tabular-nums;
      }
      th,
      td {
        padding: 2px 20px 2px 0;
        text-align: left;
        font-weight: normal;
      }
      thead th {
        font-weight: 600;
      }
      tbody th {
        color: var(--vscode-descriptionForeground);
      }
    `,
  ];

  @property({ attribute: false }) session!: Session;
  @property() earlierName = '';
  @property({ attribute: false }) earlier!: MadeVideo;
  @property({ attribute: false }) later!: MadeVideo;

  protected override render(): TemplateResult {
    const { say } = this.session;
    const before = this.column(this.earlier);
    const now = this.column(this.later);
    return html`<table>
      <thead>
        <tr>
          <th scope="col">${say('measure')}</th>
          <th scope="col">${this.earlierName}</th>
          <th scope="col">${say('this-result')}</th>
        </tr>
      </thead>
      <tbody>
        ${now.map(
          ({ name, text }, at) =>
            html`<tr>
              <th scope="row">${name}</th>
              <td>${before[at].text}</td>
              <td>${text}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
  }

  private column({ made, size, report }: MadeVideo): { name: string; text: string }[] {
    const { say, locale } = this.session;
    const unknown = '–';
    const sync = report?.sync.apertureR ?? null;
    const low = report?.lowSync?.reduce((sum, { from, to }) => sum + to - from, 0);
    return [
      { name: say('measure-made'), text: dateTime(made, locale) },
      { name: say('measure-sync'), text: sync === null ? unknown : sync.toFixed(2) },
      {
        name: say('measure-low-sync'),
        text:
          report && low !== undefined
            ? secondsText(low / Math.max(1, report.frameRate), locale, say)
            : unknown,
      },
      {
        name: say('measure-passed'),
        text: report ? `${report.passedThrough.frames} / ${report.frames}` : unknown,
      },
      {
        name: say('measure-own-way'),
        text: report?.ownSpeech ? ownWayText(locale, report.ownSpeech.way) : unknown,
      },
      { name: say('measure-size'), text: fileSize(size, locale) },
    ];
  }
}
