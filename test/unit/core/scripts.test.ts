import { describe, expect, it } from 'vitest';
import { editProject } from '../../../src/core/project/editProject.js';
import { followedPaths, followingEdit } from '../../../src/core/project/followMoves.js';
import { parseProject } from '../../../src/core/project/parseProject.js';
import { hasErrors } from '../../../src/core/project/problems.js';
import type { ProjectEdit } from '../../../src/core/project/projectEdit.js';
import { editShape } from '../../../src/protocol/editShapes.js';

const TEXT = `{
  "version": 1,
  "audios": [
    { "id": "l1", "path": "speech/l1.wav" }, // recorded
    {
      "id": "l2",
      "path": "speech/l2.wav",
      // not final
      "say": { "text": "Hello.", "voice": "af_heart", "pauses": { "sentence": 0.3 } }
    },
    { "id": "l3", "path": "speech/l3.wav", "say": { "file": "scripts/l3.md", "speed": 1.1 } }
  ],
  "pronunciations": {
    "GIF": "/ʤɪf/" // soft
  }
}
`;

function found(fields: object): readonly string[] {
  const { problems, project } = parseProject(JSON.stringify({ version: 1, ...fields }));
  expect(project).toBeDefined();
  return problems.map(({ code, path }) => `${code} ${path}`);
}

function edited(edit: ProjectEdit, text = TEXT): string {
  expect(editShape.problem(edit, 'edit')).toBeUndefined();
  const outcome = editProject(text, edit);
  if (outcome.kind === 'refused') throw new Error(JSON.stringify(outcome.problem));
  return outcome.text;
}

describe('scripts in a project', () => {
  it('reads them, and how words are said', () => {
    const { project, problems } = parseProject(TEXT);
    expect(problems).toEqual([]);
    expect(project?.audios.map(({ say }) => say)).toEqual([
      undefined,
      {
        script: { kind: 'text', text: 'Hello.' },
        voice: 'af_heart',
        pauses: { sentence: 0.3 },
      },
      { script: { kind: 'file', path: 'scripts/l3.md' }, speed: 1.1 },
    ]);
    expect(project?.pronunciations).toEqual({ GIF: '/ʤɪf/' });
  });

  it.each([
    [{ text: 'a', file: 'a.txt' }, 'script-twice /audios/0/say'],
    [{}, 'script-missing /audios/0/say'],
    [{ file: 'a.docx' }, 'script-kind /audios/0/say/file'],
    [{ file: '../a.txt' }, 'path-outside /audios/0/say/file'],
    [{ file: '/a.txt' }, 'path-absolute /audios/0/say/file'],
    [{ file: '' }, 'path-empty /audios/0/say/file'],
    [{ text: 'a', speed: 0.4 }, 'out-of-range /audios/0/say/speed'],
    [{ text: 'a', speed: 2.1 }, 'out-of-range /audios/0/say/speed'],
    [{ text: 'a', voice: ' ' }, 'bad-voice /audios/0/say/voice'],
    [{ text: 'a', pauses: { sentence: -1 } }, 'out-of-range /audios/0/say/pauses/sentence'],
    [{ text: 'bell \u0007' }, 'bad-text /audios/0/say/text'],
    [{ text: '字'.repeat(200_001) }, 'too-long /audios/0/say/text'],
    [{ text: 7 }, 'wrong-type /audios/0/say/text'],
  ])('finds the mistake in %.60j', (say, code) => {
    const fields = { audios: [{ id: 'a', path: 'a.wav', say }] };
    expect(found(fields)).toContain(code);
    // With a mistake, too, what is made from it is no recording.
    expect(
      parseProject(JSON.stringify({ version: 1, ...fields })).project?.audios[0].say,
    ).toBeDefined();
  });

  it('takes a long script, an empty one, lines and emoji', () => {
    for (const text of ['字'.repeat(200_000), '', 'One.\r\n\tTwo.\n', '🎬 <b>מה</b>']) {
      expect(found({ audios: [{ id: 'a', path: 'a.wav', say: { text } }] })).toEqual([]);
    }
  });

  it.each([
    ['a.mp3', {}, 'speech-name /audios/0/path'],
    ['out/.wav', {}, 'speech-name /audios/0/path'],
    ['../a.wav', {}, 'speech-outside /audios/0/path'],
    // One file that may lie outside is read there, not written.
    ['../a.wav', { outside: true }, 'speech-outside /audios/0/path'],
    ['x/../B.WAV', {}, 'speech-shared /audios/0/path'],
  ])('refuses to speak to %s', (path, more, code) => {
    const audios = [
      { id: 'a', path, say: { text: 'a' }, ...more },
      { id: 'b', path: 'b.wav' },
    ];
    expect(found({ audios })).toContain(code);
  });

  it('lets a script lie outside where that is allowed', () => {
    const say = { file: '../a.txt' };
    expect(found({ audios: [{ id: 'a', path: 'a.wav', outside: true, say }] })).toEqual([]);
    expect(
      found({ allowOutsidePaths: true, audios: [{ id: 'a', path: '../a.wav', say }] }),
    ).toEqual([]);
  });

  it('refuses words that cannot be said', () => {
    expect(found({ pronunciations: { ' ': 'a' } })).toContain('bad-word /pronunciations/ ');
    expect(found({ pronunciations: { a: '' } })).toContain('bad-word /pronunciations/a');
    expect(found({ pronunciations: { a: 5 } })).toContain('wrong-type /pronunciations/a');
    const many = Object.fromEntries(Array.from({ length: 5001 }, (_, at) => [`w${at}`, 'a']));
    expect(found({ pronunciations: many })).toContain('too-many /pronunciations');
  });
});

describe('edits of scripts', () => {
  const l2 = { list: 'audios', id: 'l2' } as const;

  it('adds one', () => {
    const script = { kind: 'text', text: 'Hello.\n\nAgain.' } as const;
    const say = { script, speed: 1, voice: 'zf_xiaoxiao', pauses: { paragraph: 0.5 } };
    const text = edited({
      kind: 'add-script',
      id: 'l4',
      path: 'speech/l4.wav',
      say,
      label: 'Four',
    });
    expect(text).toContain(`
    {
      "id": "l4",
      "path": "speech/l4.wav",
      "label": "Four",
      "say": {
        "text": "Hello.\\n\\nAgain.",
        "voice": "zf_xiaoxiao",
        "pauses": { "paragraph": 0.5 }
      }
    }
  ]`);
    expect(text.startsWith(TEXT.slice(0, TEXT.indexOf('\n  ],')))).toBe(true);
  });

  it('changes nothing but what is said', () => {
    const script = { kind: 'text', text: 'Hello!' } as const;
    const pauses = { sentence: 0.3 };
    const say = { script, voice: 'af_heart', pauses };
    const source = l2;
    expect(edited({ kind: 'set-say', source, say })).toBe(TEXT.replace('Hello.', 'Hello!'));
    const later = edited({ kind: 'set-say', source, say: { ...say, pauses: { sentence: 1 } } });
    expect(later).toBe(TEXT.replace('Hello.', 'Hello!').replace('0.3', '1'));
    const same = { ...say, script: { kind: 'text', text: 'Hello.' } } as const;
    expect(edited({ kind: 'set-say', source, say: same })).toBe(TEXT);
  });

  it('goes from a text to a file, to another voice and back to a recording', () => {
    const script = { kind: 'file', path: 'scripts/l2.txt' } as const;
    const toFile = edited({ kind: 'set-say', source: l2, say: { script, speed: 0.8 } });
    expect(toFile).toContain('"say": { "file": "scripts/l2.txt", "speed": 0.8 }');
    expect(toFile).toContain('// not final');
    const recording = edited({ kind: 'set-say', source: l2 });
    expect(parseProject(recording).project?.audios[1].say).toBeUndefined();
  });

  it('refuses what would take the place of a recording', () => {
    const script = { kind: 'text', text: 'a' } as const;
    const edit = { kind: 'add-script', id: 'n', path: 'speech/l1.wav', say: { script } } as const;
    expect(editProject(TEXT, edit)).toMatchObject({ problem: { code: 'speech-shared' } });
  });

  it('says how a word is said, anew, and no longer', () => {
    const set = (word: string, said: string) => edited({ kind: 'set-pronunciation', word, said });
    expect(set('GIF', 'jif')).toBe(TEXT.replace('/ʤɪf/', 'jif'));
    expect(set('重庆', 'chong2 qing4')).toContain('    "重庆": "chong2 qing4"\n');
    expect(set('GIF', '')).not.toContain('pronunciations');
    expect(set('none', '')).toBe(TEXT);
  });

  it('warns of ways to say words that nobody can follow', () => {
    const pronunciations = {
      ...{ GIF: '/ʤɪf/', 重庆: 'chong2 qing4', HeyGem: 'hey gem' },
      ...{ 长大: 'zhang3 daq4', 银行: 'yin hang', Word: '/w☃d/', '!!': 'bang', Bang: '!!' },
    };
    const { problems } = parseProject(JSON.stringify({ version: 1, pronunciations }));
    expect(problems.map(({ code, severity, path }) => [code, severity, path])).toEqual([
      ['unknown-syllable', 'warning', '/pronunciations/长大'],
      ['unknown-syllable', 'warning', '/pronunciations/银行'],
      ['unknown-sound', 'warning', '/pronunciations/Word'],
      ['unsaid-word', 'warning', '/pronunciations/!!'],
      ['unsaid-word', 'warning', '/pronunciations/Bang'],
    ]);
  });

  it('relinks a script and what it is spoken to', () => {
    const source = { list: 'audios', id: 'l3' } as const;
    expect(edited({ kind: 'relink-source', source, path: 'x.txt', script: true })).toBe(
      TEXT.replace('scripts/l3.md', 'x.txt'),
    );
    expect(edited({ kind: 'relink-source', source, path: 'x.wav' })).toBe(
      TEXT.replace('speech/l3.wav', 'x.wav'),
    );
  });

  it('follows a script that moved', () => {
    const { project } = parseProject(TEXT);
    if (!project) throw new Error('unreadable');
    const moves = [{ from: '/p/scripts', to: '/p/texts' }];
    expect(followedPaths(project, { before: '/p', now: '/p' }, moves).map(followingEdit)).toEqual([
      {
        kind: 'relink-source',
        source: { list: 'audios', id: 'l3' },
        path: 'texts/l3.md',
        script: true,
      },
    ]);
  });

  it('has no error of its own in what it wrote', () => {
    expect(hasErrors(parseProject(TEXT).problems)).toBe(false);
  });
});
