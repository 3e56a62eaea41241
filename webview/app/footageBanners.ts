import { html, nothing, type TemplateResult } from 'lit';
import type { EditorView, RepeatedFile } from '../../src/protocol/editorView.js';
import '../controls/button.js';
import { noticeBanner } from '../page/noticeBanner.js';
import type { Session } from '../page/session.js';
import './fileWorkBanner.js';

/** What there is to say of files: those that are gone, on their way, or there twice. */
export function footageBanners(session: Session, view: EditorView): TemplateResult {
  const { files, repeated } = view;
  return html`${
    files
      ? html`<hg-file-work .session=${session} .work=${files}></hg-file-work>`
      : missingBanner(session, view)
  }
  ${repeated && repeated.length > 0 ? repeatedBanner(session, repeated) : nothing}`;
}

function missingBanner(
  { say, ask, trusted, inBrowser }: Session,
  { project }: EditorView,
): TemplateResult | typeof nothing {
  const sources = project ? [...project.videos, ...project.audios] : [];
  // What is spoken from a script is not there until it was spoken.
  const missing = sources.flatMap(({ facts, say: script, transcript, name }) => [
    ...(!script && facts.kind === 'missing' ? [name] : []),
    ...(transcript?.notice?.code === 'input-missing' ? [transcript.file] : []),
  ]);
  if (missing.length === 0) return nothing;
  const [name] = missing;
  const count = missing.length;
  const sentence = count === 1 ? say('missing-one', { name }) : say('missing-many', { count });
  const find = html`<hg-button
    ?disabled=${!trusted}
    @click=${() => void ask({ kind: 'find-missing' })}
    >${say('find-missing')}</hg-button
  >`;
  // A page in a browser chooses no folder of the server's machine.
  const hint = say(inBrowser ? 'missing-hint-studio' : 'missing-hint');
  return noticeBanner('warning', sentence, hint, find);
}

function repeatedBanner(
  { say, ask, trusted }: Session,
  repeated: readonly RepeatedFile[],
): TemplateResult {
  const [{ name, known }] = repeated;
  const count = repeated.length;
  const sentence =
    count === 1
      ? say(name === known ? 'repeated-itself' : 'repeated-one', { name, known })
      : say('repeated-many', { count });
  const way = (yes: boolean) =>
    html`<hg-button ?disabled=${!trusted} @click=${() => void ask({ kind: 'add-again', yes })}
      >${say(yes ? 'add-anyway' : 'leave-it')}</hg-button
    >`;
  return noticeBanner(
    'info',
    sentence,
    say(count === 1 ? 'repeated-one-hint' : 'repeated-many-hint'),
    [way(true), way(false)],
  );
}
