import { NAME_TOKENS } from './nameTemplate.js';
import { countPairs, MAX_PAIRS } from './pairs.js';
import { type Finding, pointerStep } from './problems.js';
import { pairId, type PairSpec, type Project } from './project.js';
import { pathProblem } from './relativePath.js';
import { unportableStep } from './portableName.js';
import { pronunciationFindings } from './pronunciationFindings.js';
import { scriptFindings, transcriptFindings } from './scriptCheck.js';

/**
 * What a schema cannot see: ids used twice, references that lead nowhere, paths that leave the
 * folder, parts that end before they begin. Works on the raw value, because a project leaves faulty items out and so shifts indices.
 */
export function crossCheck(value: Readonly<Record<string, unknown>>, project: Project): Finding[] {
  const sources = { videos: idsOf(value['videos']), audios: idsOf(value['audios']) };
  return [
    ...duplicateIds(sources.videos, '/videos'),
    ...duplicateIds(sources.audios, '/audios'),
    ...pathFindings(value, project.allowOutsidePaths),
    ...scriptFindings(listOf(value['audios']), project.allowOutsidePaths),
    ...transcriptFindings(listOf(value['audios']), project.allowOutsidePaths),
    ...pronunciationFindings(value['pronunciations']),
    ...partFindings(value),
    ...referenceFindings(value, new Set(sources.videos), new Set(sources.audios)),
    ...tokenFindings(project.output.name),
    ...sizeFindings(project),
  ];
}

function idsOf(list: unknown): string[] {
  return listOf(list).map((item) => stringField(item, 'id') ?? '');
}

function duplicateIds(ids: readonly string[], path: string): Finding[] {
  const seen = new Set<string>();
  return ids.flatMap((id, index) => {
    const twice = id !== '' && seen.has(id);
    seen.add(id);
    return twice ? [{ code: 'duplicate-id', path: `${path}/${index}/id`, params: { id } }] : [];
  });
}

/** Only paths that leave the folder: what else is wrong with a path, the schema has said. */
function pathFindings(value: Readonly<Record<string, unknown>>, allowed: boolean): Finding[] {
  const leaves = (path: string | undefined): path is string =>
    path !== undefined && pathProblem(path, allowed) === 'path-outside';
  const inList = (key: string): Finding[] =>
    listOf(value[key]).flatMap((item, index) => {
      const path = stringField(item, 'path');
      // Of what is made from a script, more is asked.
      if (!leaves(path) || field(item, 'outside') === true || field(item, 'say')) return [];
      return [{ code: 'path-outside', path: `/${key}/${index}/path`, params: { path } }];
    });
  const folder = stringField(value['output'], 'folder');
  const output: Finding[] = leaves(folder)
    ? [{ code: 'output-outside', path: '/output/folder', params: { path: folder } }]
    : [];
  return [...inList('videos'), ...inList('audios'), ...output, ...portabilityFindings(value)];
}

/** Of the places that are written to, those that a colleague's Windows could not have. */
function portabilityFindings(value: Readonly<Record<string, unknown>>): Finding[] {
  const written = [
    { at: '/output/folder', path: stringField(value['output'], 'folder') },
    ...listOf(value['audios']).flatMap((audio, index) =>
      field(audio, 'say') === undefined
        ? []
        : [{ at: `/audios/${index}/path`, path: stringField(audio, 'path') }],
    ),
  ];
  return written.flatMap(({ at, path }): Finding[] => {
    // What else is wrong with a path is told already.
    const name = path === undefined || pathProblem(path, true) ? undefined : unportableStep(path);
    return name === undefined ? [] : [{ code: 'name-unportable', path: at, params: { name } }];
  });
}

/** Of what is used of a file, none may be left; how large the numbers may be, the schema has said. */
function partFindings(value: Readonly<Record<string, unknown>>): Finding[] {
  return ['videos', 'audios'].flatMap((key) =>
    listOf(value[key]).flatMap((item, index): Finding[] => {
      const to = field(item, 'to');
      const from = field(item, 'from') ?? 0;
      if (typeof to !== 'number' || typeof from !== 'number' || to > from) return [];
      return [{ code: 'part-empty', path: `/${key}/${index}/to`, params: { from, to } }];
    }),
  );
}

function referenceFindings(
  value: Readonly<Record<string, unknown>>,
  videos: ReadonlySet<string>,
  audios: ReadonlySet<string>,
): Finding[] {
  const video = (id: string | undefined, path: string): Finding[] =>
    id === undefined || videos.has(id) ? [] : [{ code: 'unknown-video', path, params: { id } }];
  const audio = (id: string | undefined, path: string): Finding[] =>
    id === undefined || audios.has(id) ? [] : [{ code: 'unknown-audio', path, params: { id } }];
  const pairs = (list: unknown, path: string): Finding[] => {
    const seen = new Set<string>();
    return listOf(list).flatMap((item, index) => {
      const pair = { video: stringField(item, 'video'), audio: stringField(item, 'audio') };
      const at = `${path}/${index}`;
      if (pair.video === undefined || pair.audio === undefined) return [];
      const id = pairId(pair as PairSpec);
      if (seen.has(id)) return [{ code: 'duplicate-pair', path: at, params: { id } }];
      seen.add(id);
      return [...video(pair.video, `${at}/video`), ...audio(pair.audio, `${at}/audio`)];
    });
  };
  const matrix = value['matrix'];
  const settings = value['settings'];
  return [
    ...pairs(value['pairs'], '/pairs'),
    ...pairs(field(matrix, 'include'), '/matrix/include'),
    ...pairs(field(matrix, 'exclude'), '/matrix/exclude'),
    ...listOf(field(matrix, 'videos')).flatMap((id, index) =>
      video(textOf(id), `/matrix/videos/${index}`),
    ),
    ...listOf(field(matrix, 'audios')).flatMap((id, index) =>
      audio(textOf(id), `/matrix/audios/${index}`),
    ),
    ...keysOf(field(settings, 'videos')).flatMap((id) =>
      video(id, `/settings/videos${pointerStep(id)}`),
    ),
    ...keysOf(field(settings, 'audios')).flatMap((id) =>
      audio(id, `/settings/audios${pointerStep(id)}`),
    ),
    ...keysOf(field(settings, 'pairs')).flatMap((id) => {
      const [videoId, audioId] = id.split('+');
      const path = `/settings/pairs${pointerStep(id)}`;
      return [...video(videoId, path), ...audio(audioId, path)];
    }),
  ];
}

function tokenFindings(template: string): Finding[] {
  return [...template.matchAll(/\{([^{}]*)\}/g)]
    .filter(([, token]) => !NAME_TOKENS.some((known) => known === token))
    .map(([token]) => ({ code: 'unknown-token', path: '/output/name', params: { token } }));
}

function sizeFindings(project: Project): Finding[] {
  if (countPairs(project) <= MAX_PAIRS) return [];
  return [{ code: 'too-many-pairs', path: '/matrix', params: { limit: MAX_PAIRS } }];
}

function field(from: unknown, key: string): unknown {
  const isObject = typeof from === 'object' && from !== null;
  return isObject ? (from as Readonly<Record<string, unknown>>)[key] : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function stringField(from: unknown, key: string): string | undefined {
  return textOf(field(from, key));
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function keysOf(value: unknown): string[] {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.keys(value)
    : [];
}
