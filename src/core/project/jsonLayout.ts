import type { Node } from 'jsonc-parser';

/** How a project's text is laid out, so that what is added looks like what is there. */
export interface Layout {
  readonly eol: string;
  /** One step of indentation. */
  readonly unit: string;
}

/** An object of plain values up to this long goes on one line. */
const INLINE_WIDTH = 80;

export function layoutOf(text: string, root: Node): Layout {
  const eol = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
  const first = root.children?.[0];
  const indent = first ? ownLineIndent(text, first.offset) : undefined;
  return { eol, unit: indent === undefined || indent === '' ? '  ' : indent };
}

/** The white space before `offset` if nothing else is before it on its line. */
export function ownLineIndent(text: string, offset: number): string | undefined {
  const before = text.slice(lineStart(text, offset), offset);
  return /^[ \t]*$/.test(before) ? before : undefined;
}

/** The indentation of the line that holds `offset`. */
export function lineIndent(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, offset), offset))?.[0] ?? '';
}

export function lineStart(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && text[at - 1] !== '\n' && text[at - 1] !== '\r') at--;
  return at;
}

/**
 * Where the line ends (before its end-of-line) if, after `offset`, it holds nothing but a comma,
 * white space and comments; else undefined.
 */
export function restOfLine(text: string, offset: number): number | undefined {
  const trivia = /[ \t]*,?(?:[ \t]|\/\*[^\r\n]*?\*\/)*(?:\/\/[^\r\n]*)?/y;
  trivia.lastIndex = offset;
  trivia.test(text);
  const end = trivia.lastIndex;
  const next = text[end];
  return end >= text.length || next === '\n' || next === '\r' ? end : undefined;
}

/** Offset just behind the end-of-line at `offset`, which stands before one or at the end. */
export function afterEol(text: string, offset: number): number {
  if (text[offset] === '\r' && text[offset + 1] === '\n') return offset + 2;
  return Math.min(offset + 1, text.length);
}

/** JSON text of a value as it would be written at `indent`. Undefined fields are left out. */
export function render(value: unknown, indent: string, layout: Layout): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const inline = renderInline(value);
  const isPlain = Object.values(value).every((field) => typeof field !== 'object');
  if (inline === '{}' || inline === '[]' || (isPlain && inline.length <= INLINE_WIDTH)) {
    return inline;
  }
  const inner = indent + layout.unit;
  const parts = childrenOf(value).map(
    ({ prefix, child }) => layout.eol + inner + prefix + render(child, inner, layout),
  );
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}${parts.join(',')}${layout.eol}${indent}${close}`;
}

/** JSON text of a value on one line. */
export function renderInline(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const parts = childrenOf(value).map(({ prefix, child }) => prefix + renderInline(child));
  if (Array.isArray(value)) return `[${parts.join(', ')}]`;
  return parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`;
}

function childrenOf(value: object): { readonly prefix: string; readonly child: unknown }[] {
  if (Array.isArray(value)) return value.map((child: unknown) => ({ prefix: '', child }));
  return Object.entries(value)
    .filter(([, child]) => child !== undefined)
    .map(([key, child]) => ({ prefix: `${JSON.stringify(key)}: `, child: child as unknown }));
}
