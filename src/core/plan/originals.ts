import type { AudioSource, Project, VideoSource } from '../project/project.js';
import type { PlanFacts } from './plannedJob.js';
import { type PathRules, resolvePath, rulesFor } from './resolvePath.js';

/** How far a project's paths may lead on this disk. */
export async function pathRules(
  project: Project,
  { files, folder, trusted }: Pick<PlanFacts, 'files' | 'folder' | 'trusted'>,
): Promise<PathRules> {
  return {
    folder: await files.realpath(folder),
    outsideAllowed: project.allowOutsidePaths && trusted,
    trusted,
  };
}

/**
 * Absolute paths, free of symlinks, of all that a project works from, whether a pair uses it now or not:
 * nothing that is made may ever take one of these places. Those where it may not go are left out. Never
 * rejects.
 */
export async function originalsOf(
  project: Project,
  rules: PathRules,
  files: PlanFacts['files'],
): Promise<readonly string[]> {
  const sources: readonly (VideoSource | AudioSource)[] = [...project.videos, ...project.audios];
  const scripts = project.audios.flatMap(({ say, outside = false }) =>
    say?.script.kind === 'file' ? [{ path: say.script.path, outside }] : [],
  );
  const transcripts = project.audios.flatMap(({ transcript, outside = false }) =>
    transcript === undefined ? [] : [{ path: transcript, outside }],
  );
  const paths = [...sources, ...scripts, ...transcripts].map((source) =>
    resolvePath(source.path, rulesFor(source, rules), files).catch(() => undefined),
  );
  return (await Promise.all(paths)).filter((path) => path !== undefined);
}
