import { describe, expect, it } from 'vitest';
import { parsePageMessage } from '../../../src/protocol/editorShapes.js';

function judge(intent: unknown) {
  return parsePageMessage({ id: 1, intent });
}

describe('messages of a page', () => {
  it.each([
    { kind: 'ready' },
    { kind: 'edit', edit: { kind: 'exclude-cell', video: 'v', audio: 'a' } },
    { kind: 'edit', edit: { kind: 'set-face', video: 'v' } },
    { kind: 'edits', edits: [{ kind: 'set-title', title: 'x' }] },
    {
      kind: 'edit',
      edit: {
        kind: 'set-setting',
        scope: { kind: 'pair', video: 'v', audio: 'a' },
        name: 'crf',
        value: 20,
      },
    },
    { kind: 'select', pairs: ['v+a'] },
    { kind: 'compare', pair: 'v+a' },
    { kind: 'poster', output: 'out/v-a.mp4' },
    { kind: 'play-source', source: { list: 'audios', id: 'a' } },
    { kind: 'strip-still', video: 'v', time: 1.5 },
    { kind: 'generate', pairs: 'all', force: false },
    { kind: 'show-fleet', on: true },
  ])('lets $kind through', (intent) => {
    expect(judge(intent)).toEqual({ id: 1, intent });
  });

  it.each([
    [null, 'not an object'],
    [{ kind: 'format-disk' }, 'nothing is called format-disk'],
    [{ kind: 'constructor' }, 'nothing is called constructor'],
    [{ kind: '__proto__' }, 'nothing is called __proto__'],
    [{ kind: 'show-fleet', on: 'yes' }, 'not a boolean'],
    [{ kind: 'edit' }, 'not an object'],
    [{ kind: 'edit', edit: { kind: 'toString' } }, 'no edit is called toString'],
    [{ kind: 'edit', edit: { kind: 'set-title', title: 7 } }, 'not a string'],
    [
      { kind: 'edit', edit: { kind: 'remove-source', source: { list: '__proto__', id: 'x' } } },
      'not one of audios, videos',
    ],
    [
      {
        kind: 'edit',
        edit: { kind: 'set-setting', scope: { kind: 'project' }, name: '__proto__', value: 1 },
      },
      'not one of strength',
    ],
    [
      {
        kind: 'edit',
        edit: { kind: 'set-setting', scope: { kind: 'world' }, name: 'crf', value: 1 },
      },
      'not one of pair',
    ],
    [
      {
        kind: 'edit',
        edit: { kind: 'set-setting', scope: { kind: 'project' }, name: 'crf', value: { a: 1 } },
      },
      'not a boolean',
    ],
    [{ kind: 'edits', edits: { length: 1 } }, 'not an array'],
    [{ kind: 'edits', edits: [{ kind: 'set-title', title: 'x' }, 3] }, 'edits[1]'],
    [{ kind: 'select', pairs: 'all' }, 'not an array'],
    [{ kind: 'frame', video: 'v', time: Number.NaN }, 'not a finite number'],
    [{ kind: 'generate', pairs: ['a', 1], force: false }, 'not a string'],
    [
      { kind: 'import', upload: 'u', name: 'n', size: 1, offset: 0, bytes: 'AAAA' },
      'bytes: not bytes',
    ],
  ])('refuses %j', (intent, why) => {
    expect(judge(intent)).toContain(why);
  });

  it('refuses what is no message', () => {
    for (const raw of [undefined, 'ready', [], { id: 'x', intent: { kind: 'ready' } }, { id: 1 }]) {
      expect(typeof parsePageMessage(raw)).toBe('string');
    }
  });
});
