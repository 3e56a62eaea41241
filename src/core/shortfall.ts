/** A file that ends sooner than it says. Seconds. */
export interface Shortfall {
  readonly claimed: number;
  readonly found: number;
}

/** Seconds, and a share of the whole, by which the two may differ in a file that is whole. */
const SLACK_SECONDS = 0.3;
const SLACK_SHARE = 0.005;

/** For reading. */
export function inTenths({ claimed, found }: Shortfall): Record<'claimed' | 'found', number> {
  const tenths = (seconds: number): number => Math.round(seconds * 10) / 10;
  return { claimed: tenths(claimed), found: tenths(found) };
}

export function fallsShort({ claimed, found }: Shortfall): boolean {
  return claimed - found > SLACK_SECONDS + SLACK_SHARE * claimed;
}
