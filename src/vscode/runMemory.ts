import type * as vscode from 'vscode';

const KEY = 'heygem.runs';

/** What was being made in each project, kept over a reload of the window, which ends all processes. */
export class RunMemory {
  private closing = false;

  constructor(private readonly state: vscode.Memento) {}

  remember(project: vscode.Uri, pairs: readonly string[]): void {
    if (this.closing) return;
    const runs = { ...this.runs };
    if (pairs.length === 0) Reflect.deleteProperty(runs, project.toString());
    else runs[project.toString()] = pairs;
    void this.state.update(KEY, runs);
  }

  /** What was not finished when the window went; forgotten once asked for. */
  take(project: vscode.Uri): readonly string[] {
    const pairs: unknown = this.runs[project.toString()];
    this.remember(project, []);
    return Array.isArray(pairs) ? pairs.filter((pair) => typeof pair === 'string') : [];
  }

  /** The window goes: what is cancelled from now on was not cancelled by a person. */
  close(): void {
    this.closing = true;
  }

  private get runs(): Record<string, readonly string[]> {
    return this.state.get<Record<string, readonly string[]>>(KEY, {});
  }
}
