import type { EditorView, SourceView } from '../../src/protocol/editorView.js';

type ProjectView = NonNullable<EditorView['project']>;

/**
 * An edit that took pairs out and may be undone. The host's undo takes back whatever was done last, in another tab or in
 * the text too: so this tells when something else was.
 */
export class LastEdit {
  /** What the project said right after it. */
  private after: string | undefined;

  /** @param gone the pairs that it took out */
  constructor(private readonly gone: ReadonlySet<string>) {}

  /** Whether it is still the last one. Asked at every view, in their order. */
  holds(project: ProjectView | undefined): boolean {
    if (!project) return false;
    // The view that shows it may come after its answer.
    if (project.pairs.some(({ id }) => this.gone.has(id))) return this.after === undefined;
    const now = wishesOf(project);
    this.after ??= now;
    return now === this.after;
  }
}

/** What people wrote, without what was found out of files or made. */
function wishesOf({ title, output, matrix, settings, videos, audios, pairs }: ProjectView): string {
  const own = pairs.map((pair) => [pair.id, pair.settings]);
  return JSON.stringify([
    ...[title, output, matrix, settings],
    ...[videos.map(writtenOf), audios.map(writtenOf), own],
  ]);
}

function writtenOf(source: SourceView): unknown {
  const { id, name, path, face, consent, part, offset, settings } = source;
  return [id, name, path, face, consent, part, offset, settings];
}
