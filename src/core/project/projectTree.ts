import { createScanner, getNodeValue, type Node, type ParseError, parseTree } from 'jsonc-parser';
import {
  pointerStep,
  pointerSteps,
  type Problem,
  type ProblemCode,
  type ProblemParams,
  severityOf,
} from './problems.js';

/** A project is a list of names; a text beyond this is something else. UTF-16 units. */
export const MAX_TEXT = 4 * 1024 * 1024;
/** The format itself nests 5 deep. The parser recurses, so hostile nesting must not reach it. */
const MAX_DEPTH = 32;
/**
 * Brackets, names, values, colons and commas. The largest project of pairs and sources, each with a
 * setting of its own, has half a million; the parser makes some hundred bytes of each.
 */
const MAX_TOKENS = 600_000;

/** jsonc-parser's own numbers: its const enums cannot be imported under isolatedModules. */
const OPEN_TOKENS: ReadonlySet<number> = new Set([1, 3]);
const CLOSE_TOKENS: ReadonlySet<number> = new Set([2, 4]);
const END_TOKEN = 17;

/** A project's text as a tree with places, or what keeps it from being one. */
export type ProjectTree =
  | { readonly kind: 'tree'; readonly root: Node; readonly value: Record<string, unknown> }
  | { readonly kind: 'unreadable'; readonly problem: Problem };

/** Reads a text (without byte order mark) as one JSON object with comments allowed. */
export function readTree(text: string, lines: LineIndex): ProjectTree {
  const stop = (code: ProblemCode, offset: number, path: string, params: ProblemParams) => {
    const place = lines.at(offset);
    const problem: Problem = { code, severity: severityOf(code), path, params, ...place };
    return { kind: 'unreadable', problem } as const;
  };
  if (text.length > MAX_TEXT) return stop('too-large', 0, '', { limit: '4 MB' });
  const excess = firstExcess(text);
  if (excess?.kind === 'deep') return stop('too-deep', excess.offset, '', {});
  if (excess?.kind === 'many') return stop('too-many-values', 0, '', {});
  const errors: ParseError[] = [];
  const root = parseTree(text, errors);
  if (errors.length > 0) return stop('syntax', errors[0].offset, '', {});
  if (root?.type !== 'object') return stop('not-object', root?.offset ?? 0, '', {});
  const twice = findDuplicateKey(root, '');
  if (twice) return stop('duplicate-key', twice.offset, twice.path, { key: twice.key });
  return { kind: 'tree', root, value: getNodeValue(root) as Record<string, unknown> };
}

/** Where a text goes beyond what is worth parsing; found without building anything. */
function firstExcess(
  text: string,
): { readonly kind: 'deep' | 'many'; readonly offset: number } | undefined {
  const scanner = createScanner(text, true);
  let depth = 0;
  for (let tokens = 0; ; tokens++) {
    const token: number = scanner.scan();
    if (token === END_TOKEN) return undefined;
    const offset = scanner.getTokenOffset();
    if (tokens > MAX_TOKENS) return { kind: 'many', offset };
    if (OPEN_TOKENS.has(token) && ++depth > MAX_DEPTH) return { kind: 'deep', offset };
    if (CLOSE_TOKENS.has(token)) depth--;
  }
}

function findDuplicateKey(
  node: Node,
  path: string,
): { offset: number; path: string; key: string } | undefined {
  const seen = new Set<string>();
  for (const [index, child] of (node.children ?? []).entries()) {
    const named = child.type === 'property' ? child.children : undefined;
    const key = named ? String(named[0].value) : index;
    const childPath = path + pointerStep(key);
    if (typeof key === 'string') {
      if (seen.has(key)) return { offset: child.offset, path: childPath, key };
      seen.add(key);
    }
    const value = named ? named[1] : child;
    const inner = findDuplicateKey(value, childPath);
    if (inner) return inner;
  }
  return undefined;
}

/** The node a JSON pointer leads to, or the deepest ancestor that exists. */
export function nodeAt(root: Node, pointer: string): Node {
  let node = root;
  for (const step of pointerSteps(pointer)) {
    const next =
      node.type === 'array'
        ? node.children?.[Number(step)]
        : node.children?.find((property) => property.children?.[0].value === step)?.children?.[1];
    if (!next) return node;
    node = next;
  }
  return node;
}

/** Turns offsets into lines and columns; made once a text, each look-up is a binary search. */
export class LineIndex {
  private readonly starts: Uint32Array;

  constructor(text: string) {
    let lines = 1;
    for (let at = 0; at < text.length; at++) if (endsLine(text, at)) lines++;
    this.starts = new Uint32Array(lines);
    for (let at = 0, line = 1; line < lines; at++) {
      if (endsLine(text, at)) this.starts[line++] = at + 1;
    }
  }

  /** 1-based line and column of an offset. */
  at(offset: number): { readonly line: number; readonly column: number } {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle] <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - this.starts[low] + 1 };
  }

  /** The other way round. */
  offsetOf({ line, column }: { readonly line: number; readonly column: number }): number {
    return this.starts[Math.min(line, this.starts.length) - 1] + column - 1;
  }
}

function endsLine(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10);
}
