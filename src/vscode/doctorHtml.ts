import { randomBytes } from 'node:crypto';
import { isHealthy, type DoctorReport } from '../core/doctor.js';
import { describeFailure } from '../core/strings/describe.js';
import { htmlText } from '../core/strings/htmlText.js';
import type { Locale } from '../core/strings/locale.js';
import { shellText, type ShellText } from '../core/strings/shellTexts.js';

/** What the doctor found, and where things lie. */
export interface DoctorFindings {
  readonly report: DoctorReport;
  /** Paths by their technical names. */
  readonly places: Readonly<Record<string, string>>;
  /** A sentence on what telemetry left on this machine. */
  readonly telemetry?: string | undefined;
}

/** The commands that the page's links may run. */
export const DOCTOR_LINKS = ['heygem.copyDoctor', 'heygem.doctor', 'heygem.showLog'] as const;

const STYLE = `
body { max-width: 60em; padding: 0 1.5em 2em; line-height: 1.5; }
h1 { font-weight: 600; font-size: 1.6em; } h2 { font-size: 1.1em; margin: 1.6em 0 .4em; }
table { border-collapse: collapse; } td { padding: 2px 14px 2px 0; vertical-align: top; overflow-wrap: anywhere; }
.good { color: var(--vscode-charts-green); } .bad { color: var(--vscode-charts-red); }
.quiet { color: var(--vscode-descriptionForeground); } nav a { margin-right: 1.2em; }`;

/** The doctor's page as a document without scripts: its links run the commands that are allowed. */
export function doctorHtml(found: DoctorFindings, locale: Locale): string {
  const { report, places, telemetry } = found;
  const { ffmpeg, providers, provider, models, voices, versions } = report;
  const say = (key: ShellText, params = {}) => htmlText(shellText(locale, key, params));
  const nonce = randomBytes(16).toString('base64');
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'`;
  const well = isHealthy(report);
  const links = (['doctor-copy', 'doctor-again', 'show-log'] as const).map(
    (key, k) => `<a href="command:${DOCTOR_LINKS[k]}">${say(key)}</a>`,
  );
  const version = [ffmpeg.version, ffmpeg.year === null ? null : `(${ffmpeg.year})`];
  const sections = [
    `<h2>ffmpeg</h2>`,
    table([
      row('ffmpeg', ffmpeg.path, version.filter(Boolean).join(' ')),
      row('ffprobe', ffmpeg.probePath),
    ]),
    ffmpeg.old ? `<p class="bad">${say('doctor-old-ffmpeg')}</p>` : '',
    blockedText(ffmpeg.blocked, locale),
    ffmpeg.tried.length > 0 ? `<p class="quiet">${say('doctor-ffmpeg-tried')}:</p>` : '',
    table(
      ffmpeg.tried.map(({ source, path, problem }) =>
        judged(problem === null, source, path, problem),
      ),
    ),
    `<h2>${say('doctor-networks')}</h2><p>${say('doctor-runs-on', { provider })}</p>`,
    table(providers.map(({ works, name, detail }) => judged(works, name, detail))),
    `<h2>${say('doctor-models')}</h2>`,
    table(
      models.map(({ name, problem }) =>
        judged(problem === null, name, problem ?? shellText(locale, 'doctor-whole')),
      ),
    ),
    `<h2>${say('doctor-voices')}</h2>`,
    table([
      judged(
        voices.problem === null,
        voices.folder,
        voices.problem ?? shellText(locale, 'doctor-voice-count', { count: voices.count }),
      ),
    ]),
    voices.problem === null ? '' : `<p class="quiet">${say('doctor-no-voices')}</p>`,
    `<h2>${say('doctor-versions')}</h2>`,
    table(Object.entries(versions).map(([name, value]) => row(name, value))),
    `<h2>${say('doctor-places')}</h2>`,
    table(Object.entries(places).map(([name, value]) => row(name, value))),
    telemetry === undefined ? '' : `<p class="quiet">${htmlText(telemetry)}</p>`,
  ];
  return `<!doctype html>
<html lang="${locale === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8" />
<meta http-equiv="Content-Security-Policy" content="${htmlText(policy)}" />
<style nonce="${nonce}">${STYLE}</style><title>${say('doctor-title')}</title></head>
<body><h1>${say('doctor-heading')}</h1>
<p class="${well ? 'good' : 'bad'}"><strong>${mark(well)} ${say(well ? 'doctor-well' : 'doctor-ill')}</strong></p>
${missing(report)
  .map((key) => `<p>${say(key)}</p>`)
  .join('\n')}
<nav>${links.join('')}</nav>
${sections.join('\n')}
</body></html>
`;
}

/** What stands in the way of videos, and what to do. */
function missing({ ffmpeg, providers, models }: DoctorReport): readonly ShellText[] {
  return [
    ...(ffmpeg.path === null && ffmpeg.blocked === null ? ['doctor-missing-ffmpeg' as const] : []),
    ...(providers.some(({ works }) => works) ? [] : ['doctor-missing-provider' as const]),
    ...(models.some(({ problem }) => problem !== null) ? ['doctor-missing-model' as const] : []),
  ];
}

function blockedText(path: string | null, locale: Locale): string {
  if (path === null) return '';
  const { sentence, hint } = describeFailure({ code: 'ffmpeg-blocked', params: { path } }, locale);
  return `<p class="bad">${htmlText(sentence)}</p><p>${htmlText(hint)}</p>`;
}

function table(rows: readonly string[]): string {
  return rows.length === 0 ? '' : `<table>${rows.join('')}</table>`;
}

function row(...cells: readonly (string | null)[]): string {
  return `<tr>${cells.map((cell) => `<td>${htmlText(cell ?? '✗')}</td>`).join('')}</tr>`;
}

function judged(good: boolean, ...cells: readonly (string | null)[]): string {
  const sign = `<td class="${good ? 'good' : 'bad'}">${mark(good)}</td>`;
  return `<tr>${sign}${cells.map((cell) => `<td>${htmlText(cell ?? '')}</td>`).join('')}</tr>`;
}

function mark(good: boolean): string {
  return good ? '✓' : '✗';
}
