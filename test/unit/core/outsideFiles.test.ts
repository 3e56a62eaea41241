import { NO_SPEECH } from '../../../src/core/plan/speechFacts.js';
import { describe, expect, it } from 'vitest';
import { editProject } from '../../../src/core/project/editProject.js';
import { parseProject } from '../../../src/core/project/parseProject.js';
import { planJobs } from '../../../src/core/plan/planJobs.js';
import { hasErrors } from '../../../src/core/project/problems.js';

const TEXT = `{
  "version": 1,
  "videos": [
    { "id": "v", "path": "../away/v.mp4", "outside": true },
    { "id": "w", "path": "w.mp4" }
  ],
  "audios": [{ "id": "a", "path": "a.wav" }, { "id": "b", "path": "../away/b.wav" }],
  "matrix": {}
}
`;

/** A disk on which all is there; what lies in `/p/linked` leads outside. */
const files = {
  hash: (path: string) => Promise.resolve(`hash of ${path}`),
  stat: () => Promise.resolve({ kind: 'file' as const, size: 1 }),
  realpath: (path: string) => Promise.resolve(path.replace('/p/linked', '/away')),
};

async function plan(text: string, trusted = true) {
  const { project } = parseProject(text);
  if (!project) throw new Error('not understood');
  const jobs = await planJobs(project, {
    speech: NO_SPEECH,
    ...{ files, folder: '/p', trusted, ledger: new Map(), engineVersion: '1', modelHashes: {} },
    hashText: (hashed) => hashed,
  });
  return Object.fromEntries(
    jobs.map(({ pair, state }) => [pair, 'failure' in state ? state.failure.code : state.kind]),
  );
}

describe('files that may lie outside one by one', () => {
  it('stop only pairs that use one that may not', async () => {
    const { problems } = parseProject(TEXT);
    expect(problems.map(({ code, path }) => `${code} ${path}`)).toEqual([
      'path-outside /audios/1/path',
    ]);
    expect(hasErrors(problems)).toBe(false);
    const outside = 'path-outside-project';
    expect(await plan(TEXT)).toEqual({
      'v+a': 'new',
      'v+b': outside,
      'w+a': 'new',
      'w+b': outside,
    });
  });

  it('are followed only where the folder is trusted', async () => {
    const outside = 'path-outside-project';
    const all = { 'v+a': outside, 'v+b': outside, 'w+a': 'new', 'w+b': outside };
    expect(await plan(TEXT, false)).toEqual(all);
  });

  it('may be behind a link', async () => {
    const linked = TEXT.replace('"w.mp4"', '"linked/w.mp4"');
    expect((await plan(linked))['w+a']).toBe('path-outside-project');
    const allowed = linked.replace('"linked/w.mp4"', '"linked/w.mp4", "outside": true');
    expect((await plan(allowed))['w+a']).toBe('new');
  });

  it('are never outputs', async () => {
    const out = TEXT.replace('"matrix"', '"output": { "folder": "../away" }, "matrix"');
    expect(hasErrors(parseProject(out).problems)).toBe(true);
    const linked = TEXT.replace('"matrix"', '"output": { "folder": "linked" }, "matrix"');
    expect(new Set(Object.values(await plan(linked)))).toEqual(new Set(['path-outside-project']));
  });

  it('are allowed and no longer so by the smallest edit', () => {
    const source = { list: 'audios', id: 'b' } as const;
    const allowed = editProject(TEXT, { kind: 'set-outside', source, outside: true });
    if (allowed.kind !== 'edited') throw new Error(allowed.problem.code);
    expect(allowed.text).toBe(TEXT.replace('b.wav" }', 'b.wav", "outside": true }'));
    expect(parseProject(allowed.text).problems).toEqual([]);
    expect(
      editProject(allowed.text, { kind: 'set-outside', source, outside: false }),
    ).toMatchObject(
      // The file is still outside.
      { kind: 'refused', problem: { code: 'path-outside' } },
    );
  });
});
