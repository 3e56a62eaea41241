import { joinPath } from '../plan/resolvePath.js';
import type { Project } from './project.js';
import type { ProjectEdit, SourceRef } from './projectEdit.js';
import { normalizeRelative } from './relativePath.js';

/** A file or a folder that has another path now; both absolute. A folder takes all that is in it along. */
export interface Move {
  readonly from: string;
  readonly to: string;
}

/** A text that an audio names: the file that its script is read from, or what is said in its recording. */
export type SourceText = 'script' | 'transcript';

/** Something that a project names and that lies elsewhere now. */
export interface FollowedPath {
  /** Undefined: the folder of its outputs. */
  readonly source: SourceRef | undefined;
  /** It is not the source's own file but one of its texts. */
  readonly text?: SourceText;
  /** Absolute: where the project's own words lead now, and where what they named has gone. */
  readonly named: string;
  readonly moved: string;
  /** Relative, before and after. */
  readonly before: string;
  readonly after: string;
}

/** The project's folder, absolute, before the moves and after them: it may have moved itself. */
export interface ProjectPlace {
  readonly before: string;
  readonly now: string;
}

/** What of a project's paths the moves took elsewhere. Looks at no disk: whether it is there is not known. */
export function followedPaths(
  project: Project,
  place: ProjectPlace,
  moves: readonly Move[],
): readonly FollowedPath[] {
  const follow = (path: string, source?: SourceRef, text?: SourceText): FollowedPath[] => {
    const before = normalizeRelative(path);
    const moved = placeAfter(joinPath(place.before, before), moves);
    const after = relativeBetween(place.now, moved);
    if (after === undefined || after === before) return [];
    const named = joinPath(place.now, before);
    return [{ source, ...(text && { text }), named, moved, before, after }];
  };
  return [
    ...project.videos.flatMap(({ id, path }) => follow(path, { list: 'videos', id })),
    ...project.audios.flatMap(({ id, path, say, transcript }) => {
      const source = { list: 'audios', id } as const;
      return [
        ...follow(path, source),
        ...(say?.script.kind === 'file' ? follow(say.script.path, source, 'script') : []),
        ...(transcript === undefined ? [] : follow(transcript, source, 'transcript')),
      ];
    }),
    ...follow(project.output.folder),
  ];
}

/** Says in the project where what it names has gone. */
export function followingEdit({ source, text, after }: FollowedPath): ProjectEdit {
  return source ? namingEdit(source, text, after) : { kind: 'set-output', folder: after };
}

/** Gives a source, or one of its texts, another path. */
export function namingEdit(
  source: SourceRef,
  text: SourceText | undefined,
  path: string,
): ProjectEdit {
  if (text === 'transcript') return { kind: 'set-transcript', audio: source.id, path };
  return { kind: 'relink-source', source, path, ...(text && { script: true }) };
}

/** Where a path leads after moves; the innermost folder that moved counts. */
export function placeAfter(path: string, moves: readonly Move[]): string {
  const taking = moves
    .filter(({ from }) => path === from || isBelow(path, from))
    .reduce<Move | undefined>(
      (best, move) => (best && best.from.length >= move.from.length ? best : move),
      undefined,
    );
  return taking ? taking.to + path.slice(taking.from.length) : path;
}

/** Where a path that moves led to was before them. */
export function placeBefore(path: string, moves: readonly Move[]): string {
  return placeAfter(
    path,
    moves.map(({ from, to }) => ({ from: to, to: from })),
  );
}

/** With forward slashes; `.` is the folder itself. Undefined where no relative path leads, as between drives. */
export function relativeBetween(folder: string, path: string): string | undefined {
  const from = steps(folder);
  const to = steps(path);
  if (/^[A-Za-z]:$/.test(from[0] ?? '') && from[0].toLowerCase() !== to[0]?.toLowerCase()) {
    return undefined;
  }
  let shared = 0;
  while (shared < from.length && shared < to.length && from[shared] === to[shared]) shared++;
  const up = from.slice(shared).map(() => '..');
  const relative = [...up, ...to.slice(shared)].join('/');
  return relative === '' ? '.' : relative;
}

function isBelow(path: string, folder: string): boolean {
  return path.startsWith(folder) && /^[\\/]/.test(path.slice(folder.length));
}

/** A backslash parts steps on Windows only; elsewhere it is a letter of a name. */
function steps(path: string): string[] {
  const isWindows = /^[A-Za-z]:[\\/]|^\\\\/.test(path);
  return path.split(isWindows ? /[\\/]/ : '/').filter((step) => step !== '');
}
