import { isDeepStrictEqual } from 'node:util';
import { expect, it } from 'vitest';
import type { AudioId, PairId, VideoId } from '../../../src/core/ids.js';
import { editProject } from '../../../src/core/project/editProject.js';
import { newProjectText } from '../../../src/core/project/newProject.js';
import { expandPairs } from '../../../src/core/project/pairs.js';
import { parseProject } from '../../../src/core/project/parseProject.js';
import { hasErrors } from '../../../src/core/project/problems.js';
import type { PairSpec, Project } from '../../../src/core/project/project.js';
import type { ProjectEdit, SettingScope } from '../../../src/core/project/projectEdit.js';
import { seeded } from '../../../src/core/seeded.js';
import type { Settings } from '../../../src/core/settings.js';
import type { Say } from '../../../src/core/voice/say.js';

it('does any row of random edits, and nothing else', () => {
  let text = newProjectText('random');
  const random = seeded(7);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)];
  let made = 0;
  for (let step = 0; step < 500; step++) {
    const before = parseProject(text).project;
    if (!before) throw new Error(`unreadable at ${step}`);
    const edit = randomEdit(before, random, pick);
    const outcome = editProject(text, edit);
    if (outcome.kind === 'refused') continue;
    made++;
    text = outcome.text;
    const { project, problems } = parseProject(text);
    expect(hasErrors(problems), JSON.stringify(edit)).toBe(false);
    if (!project) throw new Error('unreadable');
    expect(isDone(project, edit), JSON.stringify(edit)).toBe(true);
    expect(text).not.toMatch(/,\s*[,}\]]|[ \t]+$/m);
  }
  expect(made).toBeGreaterThan(300);
});

/** Whether a project is as an edit meant it to be. */
function isDone(project: Project, edit: ProjectEdit): boolean {
  const has = (pairs: readonly PairSpec[], { video, audio }: { video: string; audio: string }) =>
    pairs.some((pair) => pair.video === video && pair.audio === audio);
  switch (edit.kind) {
    case 'add-source': {
      const { list, id } = edit.source;
      const label = project[list].find((source) => source.id === id)?.label;
      return project[list].at(-1)?.id === id && label === edit.label;
    }
    case 'remove-source':
      return !project[edit.source.list].some(({ id }) => id === edit.source.id);
    case 'rename-source':
      return project[edit.source.list].some(({ id }) => id === edit.id);
    case 'relabel-source': {
      const source = project[edit.source.list].find(({ id }) => id === edit.source.id);
      return (source?.label ?? '') === edit.label;
    }
    case 'set-face':
      return project.videos.find(({ id }) => id === edit.video)?.face?.time === edit.face?.time;
    case 'set-part': {
      const source = project[edit.source.list].find(({ id }) => id === edit.source.id);
      const late = project.audios.find(({ id }) => id === edit.source.id)?.offset;
      const { from = 0, to } = source?.part ?? {};
      const whole = from === (edit.from ?? 0) && to === edit.to;
      return whole && (edit.source.list === 'videos' || late === edit.offset);
    }
    case 'add-script':
      return isDeepStrictEqual(project.audios.find(({ id }) => id === edit.id)?.say, edit.say);
    case 'set-say': {
      const audio = project.audios.find(({ id }) => id === edit.source.id);
      return isDeepStrictEqual(audio?.say, edit.say);
    }
    case 'set-transcript':
      return project.audios.find(({ id }) => id === edit.audio)?.transcript === edit.path;
    case 'set-pronunciation':
      return (project.pronunciations[edit.word] ?? '') === edit.said;
    case 'add-pair':
      return has(project.pairs, edit);
    case 'remove-pair':
      return !has(project.pairs, edit);
    case 'include-cell':
      return has(expandPairs(project), edit);
    case 'exclude-cell':
      return !has(expandPairs({ ...project, pairs: [] }), edit);
    case 'set-setting':
      return overridesAt(project, edit.scope)?.[edit.name] === edit.value;
    case 'reset-setting':
      return overridesAt(project, edit.scope)?.[edit.name] === undefined;
    case 'set-output':
      return project.output.folder === edit.folder;
    default:
      return true;
  }
}

function overridesAt({ settings }: Project, scope: SettingScope): Partial<Settings> | undefined {
  switch (scope.kind) {
    case 'project':
      return settings.defaults;
    case 'video':
      return settings.videos.get(scope.id as VideoId);
    case 'audio':
      return settings.audios.get(scope.id as AudioId);
    case 'pair':
      return settings.pairs.get(`${scope.video}+${scope.audio}` as PairId);
  }
}

function randomEdit(
  project: Project,
  random: () => number,
  pick: <T>(list: readonly T[]) => T,
): ProjectEdit {
  const list = pick(['videos', 'audios'] as const);
  const ids = ['p', 'q', 'r', 's', ...project[list].map(({ id }) => id)];
  const source = { list, id: pick(ids) };
  const video = pick(['p', ...project.videos.map(({ id }) => id)]);
  const audio = pick(['p', ...project.audios.map(({ id }) => id)]);
  const scope = pick([
    { kind: 'project' },
    { kind: 'video', id: video },
    { kind: 'audio', id: audio },
    { kind: 'pair', video, audio },
  ] as const);
  return pick<ProjectEdit>([
    { kind: 'add-source', source, path: `${source.id}.bin` },
    { kind: 'add-source', source, path: `${source.id}.bin`, label: '"quoted" // not a comment' },
    ...(random() < 0.3 ? [{ kind: 'remove-source', source } as const] : []),
    { kind: 'rename-source', source, id: pick(ids) },
    { kind: 'relabel-source', source, label: pick(['', 'one', '二']) },
    { kind: 'set-face', video, ...(random() < 0.5 && { face: { time: 0, x: 1, y: 0 } }) },
    {
      kind: 'set-part',
      source,
      ...(random() < 0.5 && { from: pick([1, 2.5]) }),
      ...(random() < 0.5 && { to: pick([3, 4.125]) }),
      ...(random() < 0.5 && { offset: pick([0.5, 2]) }),
    },
    { kind: 'add-script', id: source.id, path: `${source.id}.wav`, say: randomSay(random, pick) },
    {
      kind: 'set-say',
      source: { list: 'audios', id: audio },
      ...(random() < 0.8 && { say: randomSay(random, pick) }),
    },
    { kind: 'set-transcript', audio, ...(random() < 0.6 && { path: pick(['a.txt', 'b.SRT']) }) },
    { kind: 'set-pronunciation', word: pick(['GIF', '重庆', '"']), said: pick(['', '/ʤɪf/', 'a']) },
    { kind: 'add-pair', video, audio },
    { kind: 'remove-pair', video, audio },
    { kind: 'include-cell', video, audio },
    { kind: 'exclude-cell', video, audio },
    { kind: 'set-setting', scope, name: 'crf', value: Math.floor(random() * 51) },
    { kind: 'set-setting', scope, name: 'label', value: random() < 0.5 },
    { kind: 'reset-setting', scope, name: 'crf' },
    { kind: 'reset-setting', scope, name: 'label' },
    { kind: 'set-output', folder: 'a' },
    { kind: 'set-output', folder: 'b', name: '{audio}.mp4' },
  ]);
}

function randomSay(random: () => number, pick: <T>(list: readonly T[]) => T): Say {
  const pauses = {
    ...(random() < 0.5 && { sentence: pick([0, 0.3]) }),
    ...(random() < 0.5 && { paragraph: 1.25 }),
  };
  return {
    script:
      random() < 0.5
        ? { kind: 'text', text: pick(['', 'One.\n\nTwo, "three".', '你好。']) }
        : { kind: 'file', path: pick(['a.md', 'scripts/b.SRT']) },
    ...(random() < 0.5 && { voice: pick(['af_heart', 'system:Anna']) }),
    ...(random() < 0.5 && { speed: pick([0.9, 2]) }),
    ...(Object.keys(pauses).length > 0 && { pauses }),
  };
}
