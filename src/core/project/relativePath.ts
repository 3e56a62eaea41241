import type { ProblemCode } from './problems.js';

type PathProblem = Extract<ProblemCode, `path-${string}`>;

/**
 * Why a project's path may not be followed, judged by its text alone. `undefined` is a relative
 * path with forward slashes that, as written, stays in the project's folder (or may leave it).
 */
export function pathProblem(path: string, outsideAllowed: boolean): PathProblem | undefined {
  if (path.trim() === '') return 'path-empty';
  if (/[\p{Cc}\p{Surrogate}]/u.test(path)) return 'path-control';
  if (/^[A-Za-z]:|^\/|^\\\\/.test(path)) return 'path-absolute';
  if (path.includes('\\')) return 'path-backslash';
  const leaves = normalizeRelative(path).split('/', 1)[0] === '..';
  return leaves && !outsideAllowed ? 'path-outside' : undefined;
}

/** Resolves `.`, `..` and empty steps by text: `a/./b//../c` is `a/c`; the folder itself is `.`. */
export function normalizeRelative(path: string): string {
  const steps: string[] = [];
  for (const step of path.split('/')) {
    if (step === '' || step === '.') continue;
    if (step === '..' && steps.length > 0 && steps.at(-1) !== '..') steps.pop();
    else steps.push(step);
  }
  return steps.length === 0 ? '.' : steps.join('/');
}
