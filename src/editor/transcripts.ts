import { HeygemError, toFailure, type Failure } from '../core/errors.js';
import type { PlanFacts } from '../core/plan/plannedJob.js';
import { type PathRules, resolvePath, rulesFor } from '../core/plan/resolvePath.js';
import type { AudioSource, Project } from '../core/project/project.js';
import type { Locale } from '../core/strings/locale.js';
import { sayIn } from '../core/strings/ui.js';
import type { TranscriptView } from '../protocol/scriptViews.js';
import { failureNotice } from './pairStates.js';

/** Why texts of recordings cannot be read, by their audios' ids; those that can are not among them. */
export type LostTranscripts = ReadonlyMap<string, Failure>;

/** Looks whether the texts of a project's recordings are where it says. Never rejects. */
export async function lostTranscripts(
  project: Project,
  rules: PathRules,
  files: PlanFacts['files'],
): Promise<LostTranscripts> {
  const lost = new Map<string, Failure>();
  const look = async ({ id, transcript, say, outside }: AudioSource): Promise<void> => {
    if (transcript === undefined || say) return;
    try {
      const path = await resolvePath(
        transcript,
        rulesFor({ outside: outside === true }, rules),
        files,
      );
      const { kind } = await files.stat(path);
      if (kind === 'missing') throw new HeygemError('input-missing', { path: transcript });
      if (kind === 'other') throw new HeygemError('script-unreadable', { path: transcript });
    } catch (error) {
      lost.set(id, toFailure(error));
    }
  };
  await Promise.all(project.audios.map(look));
  return lost;
}

/** What a card shows of its recording's text; undefined: it has none. */
export function transcriptView(
  { id, transcript: file, say }: AudioSource,
  { lost, locale, folder }: { lost: LostTranscripts; locale: Locale; folder: string },
): TranscriptView | undefined {
  if (file === undefined || say) return undefined;
  const failure = lost.get(id);
  if (!failure) return { file };
  if (failure.code !== 'input-missing')
    return { file, notice: failureNotice(failure, locale, folder) };
  const words = sayIn(locale);
  const name = file.split('/').at(-1) ?? file;
  const sentence = words('transcript-missing', { file: name });
  return { file, notice: { code: failure.code, sentence, hint: words('transcript-missing-hint') } };
}
