/**
 * A state whose parts are told by looks that take a while and may overlap. The only place that writes
 * it: of two looks that tell of one part, the one that began later is believed, whichever ends first.
 */
export class LatestFindings<State extends object> {
  private begun = 0;
  /** Number of the look that each part is from. */
  private readonly toldBy = new Map<string, number>();

  constructor(private state: Readonly<State>) {}

  get now(): Readonly<State> {
    return this.state;
  }

  /**
   * Begins a look; call it before anything is read. What it returns takes in what was found, all at
   * once, and may be called again for what is found later. Parts told together by every look that
   * tells one of them stay together.
   */
  beginLook(): (found: Partial<State>) => void {
    this.begun += 1;
    const look = this.begun;
    return (found) => {
      const news = Object.entries(found).filter(([part]) => (this.toldBy.get(part) ?? 0) <= look);
      for (const [part] of news) this.toldBy.set(part, look);
      this.state = { ...this.state, ...Object.fromEntries(news) };
    };
  }
}
