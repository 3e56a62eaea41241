import { toFailure } from '../core/errors.js';
import { describeFailure } from '../core/strings/describe.js';
import type { Locale } from '../core/strings/locale.js';
import { tellError } from './messages.js';

/** A button under a message, and what it does. */
export interface Offer {
  readonly label: string;
  readonly run: () => unknown;
}

/** One of `tell`, `warn` and `tellError`. */
type Say = (text: string, ...buttons: string[]) => Thenable<string | undefined>;

/** Tells something, with buttons that do something about it. Waits for nobody; what goes wrong then is told too. */
export function offer(locale: Locale, say: Say, text: string, offers: readonly Offer[]): void {
  void answered(say, text, offers).catch((error: unknown) => {
    const { sentence, hint } = describeFailure(toFailure(error), locale);
    void tellError(`${sentence} ${hint}`);
  });
}

async function answered(say: Say, text: string, offers: readonly Offer[]): Promise<void> {
  const pressed = await say(text, ...offers.map(({ label }) => label));
  await offers.find(({ label }) => label === pressed)?.run();
}
