import { createScanner, type Edit, type Node } from 'jsonc-parser';
import {
  afterEol,
  type Layout,
  lineIndent,
  lineStart,
  ownLineIndent,
  render,
  renderInline,
  restOfLine,
} from './jsonLayout.js';

/**
 * Edits that touch nothing but what they mean. jsonc-parser's own `modify` re-flows the line it
 * touches (a pair on one line becomes four) and drops comments beside what it removes, which would
 * show up in the user's diffs; so offsets come from its tree and the white space from here.
 * All edits refer to one and the same text, and edits of different containers never overlap.
 */
export function replaceNode(node: Node, content: string): Edit {
  return { offset: node.offset, length: node.length, content };
}

interface Child {
  readonly key?: string;
  readonly value: unknown;
}

/** Adds an item at the end of an array, or a `"key": value` at the end of an object. */
export function appendChild(text: string, container: Node, child: Child, layout: Layout): Edit[] {
  return appendChildren(text, container, [child], layout);
}

/** The same for several, in their order. @param added at least one */
export function appendChildren(
  text: string,
  container: Node,
  added: readonly Child[],
  layout: Layout,
): Edit[] {
  const last = container.children?.at(-1);
  if (!last) return [fillEmpty(text, container, added, layout)];

  const end = last.offset + last.length;
  const indent = ownLineIndent(text, last.offset);
  if (indent === undefined) {
    const inline = added.map((child) => `, ${prefixOf(child)}${renderInline(child.value)}`);
    return [insert(end, inline.join(''))];
  }
  const lines = linesOf(added, indent, layout);
  const lineEnd = restOfLine(text, end);
  if (lineEnd === undefined || lineEnd === end) return [insert(end, `,${lines}`)];
  return [insert(end, ','), insert(lineEnd, lines)];
}

/** Each on a line of its own, with the line end before it. */
function linesOf(added: readonly Child[], indent: string, layout: Layout): string {
  const lines = added.map((child) => {
    return layout.eol + indent + prefixOf(child) + render(child.value, indent, layout);
  });
  return lines.join(',');
}

function prefixOf({ key }: Child): string {
  return key === undefined ? '' : `${JSON.stringify(key)}: `;
}

function fillEmpty(text: string, container: Node, added: readonly Child[], layout: Layout): Edit {
  const outer = lineIndent(text, container.offset);
  const inner = outer + layout.unit;
  const start = container.offset + 1;
  const inside = text.slice(start, container.offset + container.length - 1);
  const lines = linesOf(added, inner, layout);
  // A comment in an otherwise empty list stays, after what is added.
  if (inside.trim() !== '') return insert(start, lines);
  return { offset: start, length: inside.length, content: lines + layout.eol + outer };
}

/** Removes children (items or properties) of one container, their commas and same-line comments. */
export function removeChildren(text: string, container: Node, doomed: ReadonlySet<Node>): Edit[] {
  const children = container.children ?? [];
  const inside = { start: container.offset + 1, end: container.offset + container.length - 1 };
  const edits: Edit[] = [];
  for (let from = 0; from < children.length; from++) {
    if (!doomed.has(children[from])) continue;
    let to = from;
    while (to + 1 < children.length && doomed.has(children[to + 1])) to++;
    edits.push(...removeRun(text, children, from, to));
    from = to;
  }
  const emptied = edits.length === 1 && children.every((child) => doomed.has(child));
  if (!emptied) return edits;
  const [{ offset, length }] = edits;
  const rest = text.slice(inside.start, offset) + text.slice(offset + length, inside.end);
  return rest.trim() === '' ? [cut(inside.start, inside.end)] : edits;
}

/** Removes children `from` to `to`, both inclusive, of which the neighbours stay. */
function removeRun(text: string, children: readonly Node[], from: number, to: number): Edit[] {
  const first = children[from];
  const end = endOf(children[to]);
  const previous = from > 0 ? children[from - 1] : undefined;
  const next = to + 1 < children.length ? children[to + 1] : undefined;
  const comma = previous && !next ? [removeComma(text, endOf(previous))] : [];

  const lineEnd = restOfLine(text, end);
  if (ownLineIndent(text, first.offset) !== undefined && lineEnd !== undefined) {
    return [...comma, cut(lineStart(text, first.offset), afterEol(text, lineEnd))];
  }
  if (next) {
    const commaEnd = findComma(text, end) + 1;
    const between = text.slice(commaEnd, next.offset);
    return [cut(first.offset, /^[ \t]*$/.test(between) ? next.offset : commaEnd)];
  }
  if (!previous) return [cut(first.offset, end)];
  const gap = text.slice(endOf(previous), first.offset);
  return /^\s*,\s*$/.test(gap) ? [cut(endOf(previous), end)] : [...comma, cut(first.offset, end)];
}

function removeComma(text: string, after: number): Edit {
  const at = findComma(text, after);
  return cut(at, at + 1);
}

/** Offset of the comma that follows `offset`, past white space and comments. */
function findComma(text: string, offset: number): number {
  const scanner = createScanner(text, true);
  scanner.setPosition(offset);
  scanner.scan();
  return scanner.getTokenOffset();
}

function endOf(node: Node): number {
  return node.offset + node.length;
}

function insert(offset: number, content: string): Edit {
  return { offset, length: 0, content };
}

function cut(from: number, to: number): Edit {
  return { offset: from, length: to - from, content: '' };
}
