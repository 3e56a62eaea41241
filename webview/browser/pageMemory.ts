import { FIRST_STATE, type PageState } from '../page/pageState.js';
import { read, write } from './preferences.js';

/** What this browser remembers of a project's page: the tab that was open, and what is chosen there. */
export function rememberedPage(project: string): unknown {
  try {
    return JSON.parse(read(keyOf(project)) ?? 'null') as unknown;
  } catch {
    return null;
  }
}

export function rememberPage(project: string, state: unknown): void {
  write(keyOf(project), JSON.stringify(state));
}

/** Whoever makes a project here wants one video first: a batch comes when there are several. */
export function beginOnSingle(project: string): void {
  rememberPage(project, { ...FIRST_STATE, page: 'single' } satisfies PageState);
}

function keyOf(project: string): string {
  return `heygem-page-${project}`;
}
