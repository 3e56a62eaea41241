import { describe, expect, it } from 'vitest';
import { parseProject } from '../../../src/core/project/parseProject.js';
import { problemSpans } from '../../../src/core/project/problemSpan.js';
import { LineIndex } from '../../../src/core/project/projectTree.js';

/** What is marked of a text, by the code of the problem. */
function marked(text: string): readonly (readonly [string, string])[] {
  const { problems } = parseProject(text);
  return problemSpans(text, problems).map(({ offset, length }, k) => [
    problems[k].code,
    text.slice(offset, offset + length),
  ]);
}

const LISTS =
  '"videos": [{ "id": "v", "path": "v.mp4" }], "audios": [{ "id": "a", "path": "a.wav" }]';
const project = (more: string) => `{ "version": 1, ${LISTS}, ${more} }`;

describe('the part of a text that a problem is about', () => {
  it.each([
    ['"pairs": [{ "video": "nobody", "audio": "a" }]', 'unknown-video', '"nobody"'],
    ['"output": { "name": "{video}-{audio}-{take}.mp4" }', 'unknown-token', '{take}'],
    ['"output": { "folder": "../../out" }', 'output-outside', '"../../out"'],
    ['"settings": { "videos": { "nobody": {} } }', 'unknown-video', 'nobody'],
    ['"settings": { "pairs": { "a+a": {} } }', 'unknown-video', 'a'],
    ['"settings": { "pairs": { "v+v": {} } }', 'unknown-audio', 'v'],
    ['"colour": { "of": "hair" }', 'unknown-field', '"colour"'],
    ['"title": 5', 'wrong-type', '5'],
    ['"title": ["a",\n"b"]', 'wrong-type', '['],
  ])('is that and no more: %s', (more, code, words) => {
    expect(marked(project(more))).toEqual([[code, words]]);
  });

  it('is the side of a pair that nobody knows, not the other one of the same name', () => {
    const text = project('"settings": { "pairs": { "v+v": {}, "a+a": {} } }');
    const [audio, video] = problemSpans(text, parseProject(text).problems);
    expect(audio.offset).toBe(text.indexOf('"v+v"') + 3);
    expect(video.offset).toBe(text.indexOf('"a+a"') + 1);
  });

  it('is all of a pair that is there twice', () => {
    const twice = '{ "audio": "a",\n "video": "v" }';
    const text = project(`"pairs": [{ "video": "v", "audio": "a" }, ${twice}]`);
    expect(marked(text)).toEqual([['duplicate-pair', twice]]);
  });

  it('is a path of any length', () => {
    const path = `../${'deep/'.repeat(400)}x.mp4`;
    const text = `{ "version": 1, "videos": [{ "id": "v", "path": "${path}" }] }`;
    expect(marked(text)).toContainEqual(['path-outside', `"${path}"`]);
  });

  it.each([
    ['{ "version": 1, "videos": [ }', '}'],
    ['{ "version": 1,\n  oops }', 'oops'],
    ['{ "version": 1 ', '1'],
  ])('is the word that cannot be read: %j', (text, word) => {
    expect(marked(text)).toEqual([['syntax', word]]);
  });

  it('is nothing of a text that is empty', () => {
    expect(marked('')).toEqual([['empty', '']]);
  });

  it.each(['', '\uFEFF'])('begins at the line and column that the problem tells (%j)', (mark) => {
    const text = `${mark}${project('\n  "pairs": [{ "video": "nobody",\n "audio": "no" }]')}`;
    const { problems } = parseProject(text);
    const lines = new LineIndex(text.slice(mark.length));
    const spans = problemSpans(text, problems);
    expect(problems).toHaveLength(2);
    for (const [k, { line, column }] of problems.entries()) {
      expect(lines.at(spans[k].offset - mark.length)).toEqual({ line, column });
    }
  });
});
