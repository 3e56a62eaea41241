import { runEndText } from '../../src/core/strings/runEnd.js';
import { sayIn } from '../../src/core/strings/ui.js';
import type { EditorView } from '../../src/protocol/editorView.js';

/** Tells by the system that a run has ended, where nobody looks at the page. Asks when a run is begun. */
export class RunBell {
  private running = false;

  hear(view: EditorView): void {
    const { run } = view;
    if (run.running && !this.running) void this.askLeave();
    if (!run.running && this.running && run.total > 0) this.ring(view);
    this.running = run.running;
  }

  private async askLeave(): Promise<void> {
    if (!('Notification' in window) || Notification.permission !== 'default') return;
    // Refused by browsers where the run was begun elsewhere; then it is asked for another time.
    await Notification.requestPermission().catch(() => undefined);
  }

  private ring({ run, project, locale }: EditorView): void {
    if (document.hasFocus() || !('Notification' in window)) return;
    if (Notification.permission !== 'granted') return;
    const counts = { ...run, cancelled: 0, ...run.ended };
    const body = `${project?.title ?? ''}\n${runEndText(counts, sayIn(locale))}`.trim();
    const note = new Notification('HeyGem Studio', { body, icon: '/icon.png' });
    note.onclick = () => {
      window.focus();
      note.close();
    };
  }
}
