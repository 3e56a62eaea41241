/** Says once what is said again and again, as each of many attempts at a line does. Owns what was said last. */
export class SaidOnce {
  private said = '';

  constructor(private readonly log: (message: string) => void) {}

  /** Empty where nothing is amiss. */
  get last(): string {
    return this.said;
  }

  say(message: string): void {
    if (message !== this.said) this.log(message);
    this.said = message;
  }

  /** It is over: the same said again is news. */
  over(): void {
    this.said = '';
  }
}
