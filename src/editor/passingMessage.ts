import { editorNotice, type NoticeCode } from '../core/strings/editorTexts.js';
import type { Locale } from '../core/strings/locale.js';
import type { Notice } from '../protocol/editor.js';

/** How long a passing sentence stays. */
const STAY_MS = 20_000;

/** The one sentence that pages show for a while. Owns it and its time. */
export class PassingMessage {
  private current: Notice | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly locale: Locale,
    private readonly onChange: () => void,
    private readonly stayMs = STAY_MS,
  ) {}

  get notice(): Notice | undefined {
    return this.current;
  }

  say(code: NoticeCode, params: Readonly<Record<string, string | number>> = {}): void {
    this.show(editorNotice(this.locale, code, params));
  }

  show(notice: Notice): void {
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
