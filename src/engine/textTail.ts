/** Keeps the last part of a text that may be endless. */
export class TextTail {
  private text = '';

  /** `limit` is in UTF-16 units. */
  constructor(private readonly limit = 8_000) {}

  append(chunk: string): void {
    this.text = (this.text + chunk).slice(-this.limit);
  }

  toString(): string {
    return this.text.trim();
  }
}
