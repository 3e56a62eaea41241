import { boundLists } from './boundLists.js';
import { crossCheck } from './crossCheck.js';
import { isEmptyText } from './emptyText.js';
import { type Finding, type Problem, severityOf } from './problems.js';
import type { Project } from './project.js';
import { locate } from './problemSpan.js';
import { LineIndex, readTree } from './projectTree.js';
import { readProject } from './readProject.js';
import { validateProject } from './validate.js';

const MAX_PROBLEMS = 200;
const EMPTY: Problem = {
  ...{ code: 'empty', severity: 'error', path: '', params: {} },
  ...{ line: 1, column: 1 },
};

export interface ParsedProject {
  /**
   * What could be understood: faulty fields are left out or defaulted. `undefined` when the text is
   * not a project at all. Whoever makes videos stops at the first error; an editor shows the rest.
   */
  readonly project: Project | undefined;
  /** In the order of the text. */
  readonly problems: readonly Problem[];
}

/** Reads a project's text. Never throws, whatever the text. */
export function parseProject(text: string): ParsedProject {
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (isEmptyText(body)) return { project: undefined, problems: [EMPTY] };
  const lines = new LineIndex(body);
  const tree = readTree(body, lines);
  if (tree.kind === 'unreadable') return { project: undefined, problems: [tree.problem] };
  const { root, value } = tree;

  const cut = boundLists(value);
  const judged = validateProject(value);
  const told = new Set(judged.filter(({ code }) => code === 'too-many').map(({ path }) => path));
  const found = [...cut.filter(({ path }) => !told.has(path)), ...judged];
  const place = (finding: Finding) => locate(finding, root, body, lines);
  const version = found.find((finding) => finding.code === 'unsupported-version');
  if (version) return { project: undefined, problems: [place(version)] };
  const project = readProject(value, found);
  return { project, problems: placed([...found, ...crossCheck(value, project)], place) };
}

function placed(findings: readonly Finding[], place: (finding: Finding) => Problem): Problem[] {
  // Errors first, so that a flood of warnings cannot hide one.
  const problems = findings
    .toSorted((a, b) => severityRank(a) - severityRank(b))
    .slice(0, MAX_PROBLEMS)
    .map(place)
    .sort((a, b) => a.line - b.line || a.column - b.column);
  const more = findings.length - MAX_PROBLEMS;
  if (more > 0) {
    problems.push(place({ code: 'more-problems', path: '', params: { count: more } }));
  }
  return problems;
}

function severityRank(finding: Finding): number {
  return severityOf(finding.code) === 'error' ? 0 : 1;
}
