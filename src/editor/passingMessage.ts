import { editorNotice, type NoticeCode } from '../core/strings/editorTexts.js';
import type { Worded } from '../core/strings/locale.js';
import type { Notice } from '../protocol/editorView.js';

/** How long a passing sentence stays. */
const STAY_MS = 20_000;

/** The one sentence that pages show for a while, each in its language. Owns it and its time. */
export class PassingMessage {
  private current: Worded<Notice> | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly onChange: () => void,
    private readonly stayMs = STAY_MS,
  ) {}

  get notice(): Worded<Notice> | undefined {
    return this.current;
  }

  say(code: NoticeCode, params: Readonly<Record<string, string | number>> = {}): void {
    this.show((locale) => editorNotice(locale, code, params));
  }

  show(notice: Worded<Notice>): void {
    this.current = notice;
    this.onChange();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.current = undefined;
      this.onChange();
    }, this.stayMs);
    this.timer.unref();
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}
