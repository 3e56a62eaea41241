import { createScanner, type Node } from 'jsonc-parser';
import {
  type Finding,
  pointerSteps,
  type Problem,
  type ProblemCode,
  severityOf,
} from './problems.js';
import { LineIndex, nodeAt, readTree } from './projectTree.js';

/** A part of a text, in UTF-16 units. */
export interface Span {
  readonly offset: number;
  readonly length: number;
}

/** The name is at fault, or stands for a value that is too long to be marked as a whole. */
const ABOUT_NAMES: ReadonlySet<ProblemCode> = new Set([
  'unknown-field',
  'too-many',
  'too-many-pairs',
] as const);
/** About what stands in the braces, all of it. */
const ABOUT_WHOLE: ReadonlySet<ProblemCode> = new Set(['duplicate-pair'] as const);

/** Gives a finding its place in the text. */
export function locate(finding: Finding, root: Node, text: string, lines: LineIndex): Problem {
  const { offset } = spanOf(finding, root, text);
  return { ...finding, severity: severityOf(finding.code), ...lines.at(offset) };
}

/** The parts of a text that problems of it are about, one for each problem. */
export function problemSpans(text: string, problems: readonly Problem[]): readonly Span[] {
  const mark = text.startsWith('\uFEFF') ? 1 : 0;
  const body = text.slice(mark);
  const lines = new LineIndex(body);
  const tree = readTree(body, lines);
  return problems.map((problem) => {
    const { offset, length } =
      tree.kind === 'tree'
        ? spanOf(problem, tree.root, body)
        : tokenAt(body, lines.offsetOf(problem));
    return { offset: offset + mark, length };
  });
}

/** What is at fault of a value: its name, a part of it, its first sign where it is large, or all of it. */
function spanOf({ code, path, params }: Finding, root: Node, text: string): Span {
  // A setting's name is what it is for: a video, an audio, or both with a plus between.
  const ofSetting = path.startsWith('/settings/') && code.startsWith('unknown-');
  const name = ofSetting || ABOUT_NAMES.has(code) ? nameAt(root, path) : undefined;
  if (name) return code === 'unknown-field' || !ofSetting ? name : sideOf(name, code, text);
  const node = nodeAt(root, path);
  if (code === 'unknown-token') return partOf(node, String(params['token']), text);
  const isLarge = node.type === 'object' || node.type === 'array';
  return isLarge && !ABOUT_WHOLE.has(code) ? { offset: node.offset, length: 1 } : node;
}

function sideOf(name: Node, code: ProblemCode, text: string): Span {
  const [video = '', audio = video] = String(name.value).split('+');
  const last = code === 'unknown-audio';
  return partOf(name, last ? audio : video, text, last);
}

/** The name of the property that a JSON pointer leads to. */
function nameAt(root: Node, path: string): Node | undefined {
  const last = pointerSteps(path).at(-1);
  if (last === undefined) return undefined;
  const { type, children } = nodeAt(root, path.slice(0, path.lastIndexOf('/')));
  if (type !== 'object') return undefined;
  return children?.find((property) => property.children?.[0].value === last)?.children?.[0];
}

/** Where some words stand in a string as it is written; all of it where they are written otherwise. */
function partOf({ offset, length }: Node, words: string, text: string, last = false): Span {
  const written = text.slice(offset, offset + length);
  const at = words === '' ? -1 : last ? written.lastIndexOf(words) : written.indexOf(words);
  return at === -1 ? { offset, length } : { offset: offset + at, length: words.length };
}

/** The word, sign or string that begins at an offset, or the one after the space there. */
function tokenAt(text: string, offset: number): Span {
  const scanner = createScanner(text, true);
  scanner.setPosition(offset);
  scanner.scan();
  const length = scanner.getTokenLength();
  if (length > 0) return { offset: scanner.getTokenOffset(), length };
  // Nothing comes any more: the last sign that there is.
  const end = text.trimEnd().length;
  return { offset: Math.max(0, end - 1), length: Math.min(1, end) };
}
