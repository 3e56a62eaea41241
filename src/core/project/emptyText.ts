import { createScanner } from 'jsonc-parser';
import { newProjectText } from './newProject.js';

/** jsonc-parser's own numbers: its const enums cannot be imported under isolatedModules. */
const COMMENTS_AND_SPACE: ReadonlySet<number> = new Set([12, 13, 14, 15]);
const END_TOKEN = 17;
const NO_ERROR = 0;

/** Whether a text holds nothing yet but white space and comments: a file that was only just made. */
export function isEmptyText(text: string): boolean {
  const scanner = createScanner(text.replace(/^\uFEFF/, ''));
  for (;;) {
    const token: number = scanner.scan();
    if (token === END_TOKEN) return true;
    // A comment that never ends may have swallowed a project.
    const error: number = scanner.getTokenError();
    if (error !== NO_ERROR || !COMMENTS_AND_SPACE.has(token)) return false;
  }
}

/** The smallest whole project in the place of nothing; comments stay before it. */
export function startedText(text: string): string {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const before = text.replace(/^\uFEFF/, '').trim();
  const project = newProjectText().replaceAll('\n', eol);
  return before === '' ? project : `${before}${eol}${project}`;
}
