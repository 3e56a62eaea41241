import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FleetFeed } from '../../../src/editor/fleetFeed.js';
import type { FleetView } from '../../../src/protocol/fleetViews.js';
import { FakeFleet, fleetAfter } from './fleetRig.js';

const now = { fleet: new FakeFleet() as FakeFleet | undefined, running: false };
let feed: FleetFeed;

beforeEach(() => {
  vi.useFakeTimers();
  Object.assign(now, { fleet: new FakeFleet(), running: false });
  feed = new FleetFeed({
    ...{ fleet: () => now.fleet, running: () => now.running, folder: '/course' },
  });
});

afterEach(() => {
  feed.dispose();
  vi.useRealTimers();
});

/** A page, and the frames that it was told of, one number a telling. */
function page() {
  const told: (number | string)[] = [];
  const seat = feed.join((view: FleetView) => {
    told.push(view.kind === 'connected' ? view.workers[0].made.frames : view.kind);
  }, 'en');
  return Object.assign(seat, { told });
}

function tell(frames: number): void {
  now.fleet?.tell(fleetAfter(frames));
}

describe('what pages are told of the fleet', () => {
  it('comes to those that show it, and the fleet is watched for them alone', () => {
    const [shows, hides] = [page(), page()];
    expect(now.fleet?.watched).toBe(0);
    shows.show(true);
    expect(now.fleet?.watched).toBe(1);
    expect(shows.told).toEqual(['connecting']);
    tell(10);
    vi.advanceTimersByTime(1000);
    expect(shows.told).toEqual(['connecting', 10]);
    expect(hides.told).toEqual([]);
    shows.show(false);
    expect(now.fleet?.watched).toBe(0);
  });

  it('comes once a second at most, the newest of it, and only what is new', () => {
    const shows = page();
    const { told } = shows;
    shows.show(true);
    vi.advanceTimersByTime(5000);
    for (let at = 1; at <= 40; at += 1) {
      tell(at);
      vi.advanceTimersByTime(100);
    }
    expect(told.length).toBeLessThanOrEqual(1 + 5);
    vi.advanceTimersByTime(1000);
    expect(told.at(-1)).toBe(40);
    const { length } = told;
    for (let at = 0; at < 5; at += 1) {
      tell(40);
      vi.advanceTimersByTime(1000);
    }
    expect(told.length).toBe(length);
  });

  it('comes to all while something is made, and no longer', () => {
    const { told } = page();
    now.running = true;
    feed.follow();
    tell(1);
    vi.advanceTimersByTime(1000);
    expect(told.at(-1)).toBe(1);
    now.running = false;
    feed.follow();
    expect(now.fleet?.watched).toBe(0);
  });

  it('comes anew to a page that was made anew, though nothing changed', () => {
    const shows = page();
    const { told } = shows;
    shows.show(true);
    tell(7);
    vi.advanceTimersByTime(1000);
    shows.again();
    expect(told.filter((each) => each === 7)).toEqual([7, 7]);
  });

  it('is of the fleet of now, after settings changed', () => {
    const shows = page();
    const { told } = shows;
    shows.show(true);
    const before = now.fleet;
    now.fleet = new FakeFleet();
    feed.follow();
    expect(before?.watched).toBe(0);
    tell(3);
    vi.advanceTimersByTime(1000);
    expect(told.at(-1)).toBe(3);
    now.fleet = undefined;
    feed.follow();
    expect(feed.wished).toBe(false);
  });

  it('ends with the page, and with the project', () => {
    const [first, second] = [page(), page()];
    first.show(true);
    second.show(true);
    first.leave();
    expect(now.fleet?.watched).toBe(1);
    tell(1);
    feed.dispose();
    vi.advanceTimersByTime(5000);
    expect(now.fleet?.watched).toBe(0);
    expect(first.told).toEqual(['connecting']);
    expect(second.told).toEqual(['connecting']);
  });
});
