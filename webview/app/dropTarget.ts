import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { mayHoldFiles } from './fileIntake.js';

/** What becomes of files that are dropped on the window or pasted into it. */
export interface DropTargetParts {
  /** False: they are none of ours. */
  readonly accepts: () => boolean;
  /**
   * Takes what it needs of `transfer` at once: it is void after the event. `path`: what it was dropped on, the
   * innermost first.
   */
  readonly take: (transfer: DataTransfer, path: readonly EventTarget[]) => void;
}

/** The whole window as a place to drop files on. Owns whether something hangs over it. */
export class DropTarget implements ReactiveController {
  private isOver = false;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly parts: DropTargetParts,
  ) {
    host.addController(this);
  }

  get over(): boolean {
    return this.isOver;
  }

  hostConnected(): void {
    addEventListener('dragover', this.onDragOver);
    addEventListener('dragleave', this.onDragLeave);
    addEventListener('drop', this.onDrop);
    addEventListener('paste', this.onPaste);
  }

  hostDisconnected(): void {
    removeEventListener('dragover', this.onDragOver);
    removeEventListener('dragleave', this.onDragLeave);
    removeEventListener('drop', this.onDrop);
    removeEventListener('paste', this.onPaste);
  }

  private hang(over: boolean): void {
    if (over === this.isOver) return;
    this.isOver = over;
    this.host.requestUpdate();
  }

  private readonly onDragOver = (event: DragEvent): void => {
    if (!event.dataTransfer || !mayHoldFiles(event.dataTransfer) || !this.parts.accepts()) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    this.hang(true);
  };

  private readonly onDragLeave = (event: DragEvent): void => {
    if (event.relatedTarget === null) this.hang(false);
  };

  private readonly onDrop = (event: DragEvent): void => {
    this.hang(false);
    if (!event.dataTransfer || !this.parts.accepts()) return;
    event.preventDefault();
    this.parts.take(event.dataTransfer, event.composedPath());
  };

  private readonly onPaste = (event: ClipboardEvent): void => {
    const typing = event.composedPath().some(isField);
    if (typing || !event.clipboardData || !this.parts.accepts()) return;
    this.parts.take(event.clipboardData, []);
  };
}

/** What is pasted there is text. */
function isField(target: EventTarget): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}
