import { dirname } from 'node:path';
import { toFailure } from '../core/errors.js';
import { pathRules } from '../core/plan/originals.js';
import { resolvePath, rulesFor } from '../core/plan/resolvePath.js';
import type { SourceText } from '../core/project/followMoves.js';
import type { Project, VideoSource } from '../core/project/project.js';
import type { SourceRef } from '../core/project/projectEdit.js';
import type { DiskFacts } from './diskFacts.js';
import type { SoughtFile } from './findFiles.js';

/** A source whose file is not where its project says. */
export interface MissingSource extends SoughtFile {
  readonly source: SourceRef;
  /** It is not the source's own file but one of its texts. */
  readonly text?: SourceText;
  /** As the project names it. */
  readonly relative: string;
}

/**
 * The sources of a project whose files are gone, with what is remembered of their content. Those that it may not name
 * are none of them. @param path absolute path of the project file
 */
export async function missingSources(
  project: Project,
  path: string,
  { files, trusted }: { readonly files: DiskFacts; readonly trusted: boolean },
): Promise<readonly MissingSource[]> {
  const rules = await pathRules(project, { files, folder: dirname(path), trusted });
  const look = async (
    source: SourceRef,
    { path: relative, outside = false }: Pick<VideoSource, 'path' | 'outside'>,
    text?: SourceText,
  ): Promise<MissingSource[]> => {
    const name = relative.split('/').at(-1) ?? relative;
    const what = { source, relative, name, ...(text && { text }) };
    try {
      const place = await resolvePath(relative, rulesFor({ outside }, rules), files);
      const { kind } = await files.stat(place);
      if (kind !== 'missing') return [];
      const known = await files.lastKnown(place);
      return [{ ...what, ...(known && { known }) }];
    } catch (error) {
      return toFailure(error).code === 'input-missing' ? [what] : [];
    }
  };
  const found = await Promise.all([
    ...project.videos.map((video) => look({ list: 'videos', id: video.id }, video)),
    ...project.audios.map(async (audio) => {
      const source: SourceRef = { list: 'audios', id: audio.id };
      const { transcript } = audio;
      if (!audio.say) {
        const own = await look(source, audio);
        if (transcript === undefined) return own;
        return [...own, ...(await look(source, { ...audio, path: transcript }, 'transcript'))];
      }
      // What is made from a script is not looked for: it is made again.
      const { script } = audio.say;
      return script.kind === 'file' ? look(source, { ...audio, path: script.path }, 'script') : [];
    }),
  ]);
  return found.flat();
}
