import { applyEdits, type Edit, type Node } from 'jsonc-parser';
import { parseProject } from './parseProject.js';
import type { Problem } from './problems.js';
import { ProjectDocument } from './projectDocument.js';
import type { ProjectEdit } from './projectEdit.js';
import { LineIndex, readTree } from './projectTree.js';
import { editsOf, type Refusal } from './projectIntents.js';

/** Replaces `length` UTF-16 units at `offset` of the old text. */
export type TextEdit = Edit;

export type EditOutcome =
  | {
      readonly kind: 'edited';
      /** Ascending, not overlapping; empty when the wish is already so. */
      readonly edits: readonly TextEdit[];
      readonly text: string;
    }
  | { readonly kind: 'refused'; readonly problem: Problem };

/**
 * The smallest change of a project's text that does what a person wants: comments, order,
 * indentation and line ends stay. Refused when the text cannot be read, when it names what is not
 * there, or when the result would have a mistake that the text does not have yet.
 */
export function editProject(text: string, edit: ProjectEdit): EditOutcome {
  const mark = text.startsWith('\uFEFF') ? 1 : 0;
  const body = text.slice(mark);
  const lines = new LineIndex(body);
  const tree = readTree(body, lines);
  if (tree.kind === 'unreadable') return { kind: 'refused', problem: tree.problem };

  const wished = editsOf(new ProjectDocument(body, tree.root), edit);
  if ('code' in wished) return { kind: 'refused', problem: placed(wished, tree.root, lines) };
  const edits = wished
    .map((one) => ({ ...one, offset: one.offset + mark }))
    .toSorted((a, b) => a.offset - b.offset);
  if (edits.length === 0) return { kind: 'edited', edits, text };
  const changed = applyEdits(text, edits);
  const problem = newError(text, changed);
  return problem ? { kind: 'refused', problem } : { kind: 'edited', edits, text: changed };
}

function placed(refusal: Refusal, root: Node, lines: LineIndex): Problem {
  return { ...refusal, severity: 'error', path: '', ...lines.at(root.offset) };
}

/**
 * The first error of the new text beyond those the old text has already. A file outside is one here:
 * what a person wrote may wait to be allowed, but no edit brings it in.
 */
function newError(before: string, after: string): Problem | undefined {
  const kindOf = (problem: Problem) => `${problem.code} ${JSON.stringify(problem.params)}`;
  const known = new Map<string, number>();
  for (const problem of parseProject(before).problems) {
    known.set(kindOf(problem), (known.get(kindOf(problem)) ?? 0) + 1);
  }
  return parseProject(after).problems.find((problem) => {
    if (problem.severity !== 'error' && problem.code !== 'path-outside') return false;
    const left = known.get(kindOf(problem)) ?? 0;
    known.set(kindOf(problem), left - 1);
    return left <= 0;
  });
}
