import type { Problem } from '../core/project/problems.js';
import { pointerSteps } from '../core/project/problems.js';
import type { Project } from '../core/project/project.js';
import type { ProblemSubject } from '../protocol/editorView.js';

/**
 * The source or pair of the page that a mistake in a text is about, where it can be mended or seen
 * there; undefined where only the text shows it. Lists of a project lack what is faulty, so sources are
 * told by what they say and not by their number.
 * @param hasPair whether a pair is among those that are shown
 */
export function subjectOf(
  { code, path, params }: Pick<Problem, 'code' | 'path' | 'params'>,
  project: Project,
  hasPair: (id: string) => boolean,
): ProblemSubject | undefined {
  const [first = '', second = '', third = ''] = pointerSteps(path);
  if (code === 'duplicate-pair') return pairOf(String(params['id']), hasPair);
  if (first === 'settings' && third) {
    if (second === 'pairs') return pairOf(third, hasPair);
    if (second !== 'videos' && second !== 'audios') return undefined;
    return project[second].some(({ id }) => id === third)
      ? { kind: 'source', list: second, id: third }
      : undefined;
  }
  if (first === 'audios' && third === 'transcript') {
    const audio = project.audios.find(({ transcript }) => transcript === params['path']);
    return audio && { kind: 'source', list: first, id: audio.id };
  }
  if ((first !== 'videos' && first !== 'audios') || third !== 'path') return undefined;
  const source = project[first].find((each) => each.path === params['path']);
  return source && { kind: 'source', list: first, id: source.id };
}

function pairOf(id: string, hasPair: (id: string) => boolean): ProblemSubject | undefined {
  return hasPair(id) ? { kind: 'pair', id } : undefined;
}
