import { describe, expect, it } from 'vitest';
import { editProject } from '../../../src/core/project/editProject.js';
import { newProjectText } from '../../../src/core/project/newProject.js';
import { parseProject } from '../../../src/core/project/parseProject.js';
import { hasErrors } from '../../../src/core/project/problems.js';
import type { ProjectEdit } from '../../../src/core/project/projectEdit.js';

const TEXT = `{
    // our lessons
    "version": 1,
    "title": "Lessons", // shown in the list
    "videos": [
        // recorded in May
        { "id": "anna", "path": "anna.mp4", "label": "Anna" }, // the good take
        { "id": "ben",   "path": "ben.mp4" } // no label yet
    ],
    "audios": [{ "id": "l1", "path": "l1.wav" }, { "id": "l2", "path": "l2.wav" }],
    "pairs": [
        { "video": "anna", "audio": "l1" },
        { "video": "ben", "audio": "l1" },
        { "video": "ben", "audio": "l2" }
        // more to come
    ],
    "settings": {
        "defaults": { "crf": 20 },
        "audios": {
            "l1": { "strength": 1.1 }
        },
        "pairs": {
            "ben+l1": { "label": true }
        }
    },
    "custom": { "kept": [1,2,   3] }
}
`;

function edited(text: string, edit: ProjectEdit): string {
  const outcome = editProject(text, edit);
  if (outcome.kind === 'refused') throw new Error(JSON.stringify(outcome.problem));
  return outcome.text;
}

/** Lines that went and lines that came, by a longest common subsequence. */
function diff(before: string, after: string): { gone: string[]; came: string[] } {
  const a = before.split('\n');
  const b = after.split('\n');
  const lengths = Array.from({ length: a.length + 1 }, () => new Int32Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const same = a[i] === b[j] ? lengths[i + 1][j + 1] + 1 : 0;
      lengths[i][j] = Math.max(same, lengths[i + 1][j], lengths[i][j + 1]);
    }
  }
  const gone: string[] = [];
  const came: string[] = [];
  for (let i = 0, j = 0; i < a.length || j < b.length;) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      i++;
      j++;
    } else if (j >= b.length || (i < a.length && lengths[i + 1][j] >= lengths[i][j + 1])) {
      gone.push(a[i++]);
    } else {
      came.push(b[j++]);
    }
  }
  return { gone, came };
}

const edits: readonly [ProjectEdit, readonly string[], readonly string[]][] = [
  [
    { kind: 'set-title', title: '第一课' },
    ['    "title": "Lessons", // shown in the list'],
    ['    "title": "第一课", // shown in the list'],
  ],
  [
    { kind: 'add-source', source: { list: 'videos', id: 'cy' }, path: 'c y.mp4' },
    ['        { "id": "ben",   "path": "ben.mp4" } // no label yet'],
    [
      '        { "id": "ben",   "path": "ben.mp4" }, // no label yet',
      '        { "id": "cy", "path": "c y.mp4" }',
    ],
  ],
  [
    { kind: 'add-source', source: { list: 'audios', id: 'l3' }, path: 'l3.wav', label: 'Three' },
    ['    "audios": [{ "id": "l1", "path": "l1.wav" }, { "id": "l2", "path": "l2.wav" }],'],
    [
      '    "audios": [{ "id": "l1", "path": "l1.wav" }, { "id": "l2", "path": "l2.wav" }, { "id": "l3", "path": "l3.wav", "label": "Three" }],',
    ],
  ],
  [
    { kind: 'remove-source', source: { list: 'videos', id: 'anna' } },
    [
      '        { "id": "anna", "path": "anna.mp4", "label": "Anna" }, // the good take',
      '        { "video": "anna", "audio": "l1" },',
    ],
    [],
  ],
  [
    { kind: 'remove-source', source: { list: 'audios', id: 'l1' } },
    [
      '    "audios": [{ "id": "l1", "path": "l1.wav" }, { "id": "l2", "path": "l2.wav" }],',
      '        { "video": "anna", "audio": "l1" },',
      '        { "video": "ben", "audio": "l1" },',
      '        "defaults": { "crf": 20 },',
      '        "audios": {',
      '            "l1": { "strength": 1.1 }',
      '        },',
      '        "pairs": {',
      '            "ben+l1": { "label": true }',
      '        }',
    ],
    ['    "audios": [{ "id": "l2", "path": "l2.wav" }],', '        "defaults": { "crf": 20 }'],
  ],
  [
    { kind: 'rename-source', source: { list: 'videos', id: 'ben' }, id: 'bob' },
    [
      '        { "id": "ben",   "path": "ben.mp4" } // no label yet',
      '        { "video": "ben", "audio": "l1" },',
      '        { "video": "ben", "audio": "l2" }',
      '            "ben+l1": { "label": true }',
    ],
    [
      '        { "id": "bob",   "path": "ben.mp4" } // no label yet',
      '        { "video": "bob", "audio": "l1" },',
      '        { "video": "bob", "audio": "l2" }',
      '            "bob+l1": { "label": true }',
    ],
  ],
  [
    { kind: 'relabel-source', source: { list: 'videos', id: 'ben' }, label: 'Ben' },
    ['        { "id": "ben",   "path": "ben.mp4" } // no label yet'],
    ['        { "id": "ben",   "path": "ben.mp4", "label": "Ben" } // no label yet'],
  ],
  [
    { kind: 'relabel-source', source: { list: 'videos', id: 'anna' }, label: '' },
    ['        { "id": "anna", "path": "anna.mp4", "label": "Anna" }, // the good take'],
    ['        { "id": "anna", "path": "anna.mp4" }, // the good take'],
  ],
  [
    { kind: 'relink-source', source: { list: 'audios', id: 'l2' }, path: 'new/l2.wav' },
    ['    "audios": [{ "id": "l1", "path": "l1.wav" }, { "id": "l2", "path": "l2.wav" }],'],
    ['    "audios": [{ "id": "l1", "path": "l1.wav" }, { "id": "l2", "path": "new/l2.wav" }],'],
  ],
  [
    { kind: 'set-face', video: 'ben', face: { time: 1, x: 0.5, y: 0.25 } },
    ['        { "id": "ben",   "path": "ben.mp4" } // no label yet'],
    [
      '        { "id": "ben",   "path": "ben.mp4", "face": { "time": 1, "x": 0.5, "y": 0.25 } } // no label yet',
    ],
  ],
  [
    { kind: 'set-part', source: { list: 'videos', id: 'anna' }, from: 12.00049, to: 40 },
    ['        { "id": "anna", "path": "anna.mp4", "label": "Anna" }, // the good take'],
    [
      '        { "id": "anna", "path": "anna.mp4", "label": "Anna", "from": 12, "to": 40 }, // the good take',
    ],
  ],
  [
    { kind: 'set-part', source: { list: 'audios', id: 'l2' }, from: 0, offset: 1.2346 },
    ['    "audios": [{ "id": "l1", "path": "l1.wav" }, { "id": "l2", "path": "l2.wav" }],'],
    [
      '    "audios": [{ "id": "l1", "path": "l1.wav" }, { "id": "l2", "path": "l2.wav", "offset": 1.235 }],',
    ],
  ],
  [{ kind: 'set-part', source: { list: 'videos', id: 'ben' }, offset: 3 }, [], []],
  [
    { kind: 'add-pair', video: 'anna', audio: 'l2' },
    ['        { "video": "ben", "audio": "l2" }'],
    ['        { "video": "ben", "audio": "l2" },', '        { "video": "anna", "audio": "l2" }'],
  ],
  [{ kind: 'add-pair', video: 'anna', audio: 'l1' }, [], []],
  [
    { kind: 'remove-pair', video: 'ben', audio: 'l2' },
    ['        { "video": "ben", "audio": "l1" },', '        { "video": "ben", "audio": "l2" }'],
    ['        { "video": "ben", "audio": "l1" }'],
  ],
  [
    { kind: 'set-setting', scope: { kind: 'project' }, name: 'strength', value: 1.5 },
    ['        "defaults": { "crf": 20 },'],
    ['        "defaults": { "crf": 20, "strength": 1.5 },'],
  ],
  [
    { kind: 'set-setting', scope: { kind: 'audio', id: 'l2' }, name: 'strength', value: 0.8 },
    ['            "l1": { "strength": 1.1 }'],
    ['            "l1": { "strength": 1.1 },', '            "l2": { "strength": 0.8 }'],
  ],
  [
    { kind: 'set-setting', scope: { kind: 'video', id: 'anna' }, name: 'noFace', value: 'pass' },
    [],
    ['        },', '        "videos": {', '            "anna": { "noFace": "pass" }'],
  ],
  [
    { kind: 'reset-setting', scope: { kind: 'pair', video: 'ben', audio: 'l1' }, name: 'label' },
    ['        },', '        "pairs": {', '            "ben+l1": { "label": true }'],
    [],
  ],
  [{ kind: 'reset-setting', scope: { kind: 'project' }, name: 'label' }, [], []],
  [
    { kind: 'set-output', folder: 'made' },
    ['    "custom": { "kept": [1,2,   3] }'],
    ['    "custom": { "kept": [1,2,   3] },', '    "output": { "folder": "made" }'],
  ],
];

describe('editProject', () => {
  it.each(edits)('changes only the lines that %j means', (edit, gone, came) => {
    const after = edited(TEXT, edit);
    expect(hasErrors(parseProject(after).problems)).toBe(false);
    const change = diff(TEXT, after);
    expect(change.came.toSorted()).toEqual(came.toSorted());
    expect(change.gone.toSorted()).toEqual(gone.toSorted());
  });

  it.each(edits)('does the same for CRLF, a byte order mark and one line: %j', (edit) => {
    const after = edited(TEXT, edit);
    const crlf = (text: string) => '\uFEFF' + text.replaceAll('\n', '\r\n');
    expect(edited(crlf(TEXT), edit)).toBe(crlf(after));

    const oneLine = JSON.stringify(JSON.parse(TEXT.replaceAll(/\/\/.*/g, '')));
    const flat = edited(oneLine, edit);
    expect(flat).not.toContain('\n');
    expect(parseProject(flat).project).toEqual(parseProject(after).project);
  });

  it.each(edits)('gives edits that make the text it gives: %j', (edit) => {
    const outcome = editProject(TEXT, edit);
    if (outcome.kind === 'refused') throw new Error('refused');
    const made = outcome.edits.toReversed().reduce((text, { offset, length, content }) => {
      return text.slice(0, offset) + content + text.slice(offset + length);
    }, TEXT);
    expect(made).toBe(outcome.text);
  });

  it('changes, swaps and takes back what of a file is used, with its comments', () => {
    const source = { list: 'audios', id: 'a' } as const;
    const part = (from?: number, to?: number, offset?: number): ProjectEdit => {
      const points = { from, to, offset };
      const told = Object.entries(points).filter(([, value]) => value !== undefined);
      return { kind: 'set-part', source, ...Object.fromEntries(told) };
    };
    const bare = `{
  "version": 1,
  "audios": [
    {
      "id": "a",
      "path": "a.wav" // the long one
    }
  ]
}
`;
    const lines = (text: string) => text.split('\n').slice(4, -4).join('\n');
    const both = edited(bare, part(3.2, 9));
    expect(lines(both)).toBe(
      '      "id": "a",\n      "path": "a.wav", // the long one\n      "from": 3.2,\n      "to": 9',
    );
    const moved = edited(both.replace('3.2,', '3.2, // after the cough'), part(4, 30));
    expect(lines(moved)).toContain('"from": 4, // after the cough\n      "to": 30');
    const swapped = edited(both, part(undefined, 9, 0.5));
    expect(lines(swapped)).toContain('// the long one\n      "offset": 0.5,\n      "to": 9');
    const all = edited(bare, part(1, 2, 3));
    expect(parseProject(all).project?.audios[0]).toMatchObject({
      part: { from: 1, to: 2 },
      offset: 3,
    });
    for (const text of [both, moved, swapped, all]) {
      const back = edited(text, part());
      expect(parseProject(back).project).toEqual(parseProject(bare).project);
      expect(back).toContain('// the long one');
    }
    expect(edited(both, part())).toBe(bare);
    const refused = editProject(both, part(9, 3));
    expect(refused).toMatchObject({ kind: 'refused', problem: { code: 'part-empty', line: 8 } });
  });

  it('refuses what is not there, what is taken and what would be a mistake', () => {
    const refusals: readonly [ProjectEdit, string][] = [
      [{ kind: 'relink-source', source: { list: 'videos', id: 'x' }, path: 'a' }, 'unknown-video'],
      [{ kind: 'add-pair', video: 'anna', audio: 'x' }, 'unknown-audio'],
      [
        { kind: 'add-source', source: { list: 'videos', id: 'ben' }, path: 'b.mp4' },
        'duplicate-id',
      ],
      [
        { kind: 'rename-source', source: { list: 'videos', id: 'ben' }, id: 'anna' },
        'duplicate-id',
      ],
      [{ kind: 'rename-source', source: { list: 'videos', id: 'ben' }, id: 'a b' }, 'bad-id'],
      [
        { kind: 'relink-source', source: { list: 'videos', id: 'ben' }, path: '../b.mp4' },
        'path-outside',
      ],
      [{ kind: 'set-setting', scope: { kind: 'project' }, name: 'crf', value: 99 }, 'out-of-range'],
      [{ kind: 'set-output', name: 'a/b.mp4' }, 'bad-name'],
    ];
    for (const [edit, code] of refusals) {
      const outcome = editProject(TEXT, edit);
      expect(outcome.kind === 'refused' && outcome.problem.code, JSON.stringify(edit)).toBe(code);
    }
    expect(editProject('{ "version": 1, ', { kind: 'set-title', title: 'x' })).toMatchObject({
      kind: 'refused',
      problem: { code: 'syntax' },
    });
  });

  it('mends a mistake that is there already, and works beside others', () => {
    const broken = TEXT.replace('"path": "anna.mp4"', '"path": "/anna.mp4"').replace(
      '"crf": 20',
      '"crf": "high"',
    );
    const mended = edited(broken, {
      kind: 'relink-source',
      source: { list: 'videos', id: 'anna' },
      path: 'anna.mp4',
    });
    expect(mended).toBe(TEXT.replace('"crf": 20', '"crf": "high"'));
  });

  it('includes and excludes cells of a matrix, and back', () => {
    const source = (list: 'videos' | 'audios', id: string): ProjectEdit => ({
      kind: 'add-source',
      source: { list, id },
      path: `${id}.bin`,
    });
    const start = [source('videos', 'v'), source('videos', 'w'), source('audios', 'a')].reduce(
      edited,
      newProjectText('t'),
    );
    const cell = { video: 'w', audio: 'a' };
    const without = edited(start, { kind: 'exclude-cell', ...cell });
    expect(parseProject(without).project?.matrix).toEqual({ include: [], exclude: [cell] });
    expect(edited(without, { kind: 'exclude-cell', ...cell })).toBe(without);
    const again = edited(without, { kind: 'include-cell', ...cell });
    expect(parseProject(again).project?.matrix).toEqual({ include: [], exclude: [] });

    const narrow = start.replace('"matrix": {}', '"matrix": { "videos": ["v"] }');
    const wider = edited(narrow, { kind: 'include-cell', ...cell });
    expect(parseProject(wider).project?.matrix?.include).toEqual([cell]);
    const back = edited(wider, { kind: 'exclude-cell', ...cell });
    expect(parseProject(back).project?.matrix).toMatchObject({ include: [], exclude: [] });
  });
});
