import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { SourceView } from '../../src/protocol/editorView.js';
import type { Session } from '../page/session.js';
import { partOf, type Points } from './partPoints.js';

interface Owner extends ReactiveControllerHost {
  readonly session: Session;
  readonly source: SourceView;
  /** Seconds. */
  readonly duration: number;
}

interface Draft {
  readonly points: Points;
  /** Undefined: as the project says. */
  readonly offset?: number;
}

/**
 * Writes what is used of a source into the project, once it is meant. Owns what is shown in the meantime:
 * while a hand moves a point, and until the project says the same.
 */
export class PartWriter implements ReactiveController {
  draft: Draft | undefined;

  constructor(private readonly owner: Owner) {
    owner.addController(this);
  }

  hostConnected(): void {
    this.draft = undefined;
  }

  /** Shows points that are not meant yet. */
  show(points: Points): void {
    this.draft = { ...this.draft, points };
    this.owner.requestUpdate();
  }

  async write(points: Points, offset?: number): Promise<void> {
    const { source, session, duration } = this.owner;
    const { list, id } = source;
    const part = partOf(points, duration);
    const silence = offset ?? source.offset ?? 0;
    const same =
      part.from === source.part?.from &&
      part.to === source.part?.to &&
      silence === (source.offset ?? 0);
    if (same) {
      this.forget();
      return;
    }
    const draft = { points, ...(offset !== undefined && { offset }) };
    this.draft = draft;
    this.owner.requestUpdate();
    const late = list === 'audios' && silence > 0 ? { offset: silence } : {};
    const edit = { kind: 'set-part', source: { list, id }, ...part, ...late } as const;
    const answer = await session.ask({ kind: 'edit', edit });
    if (answer.kind !== 'ok' && this.draft === draft) this.forget();
  }

  /** The owner's source is another than before. */
  follow(before: SourceView | undefined): void {
    const { part, offset, id } = this.owner.source;
    const same =
      before?.id === id &&
      before.part?.from === part?.from &&
      before.part?.to === part?.to &&
      before.offset === offset;
    if (!same) this.draft = undefined;
  }

  private forget(): void {
    this.draft = undefined;
    this.owner.requestUpdate();
  }
}
