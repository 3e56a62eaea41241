import { afterEach, beforeEach, expect, it } from 'vitest';
import type { FleetView } from '../../../src/protocol/fleetViews.js';
import { FakeFleet, fleetAfter } from '../../unit/editor/fleetRig.js';
import { openSession, viewWhere } from './sessionRig.js';

const PROJECT = {
  version: 1,
  videos: [{ id: 'anna', path: 'anna.mp4' }],
  audios: [{ id: 'slow', path: 'slow.wav' }],
  pairs: [{ video: 'anna', audio: 'slow' }],
};

let fleet: FakeFleet;
let rig: ReturnType<typeof openSession>;

beforeEach(() => {
  fleet = new FakeFleet();
});
afterEach(() => rig.close());

function open(isWished = true): void {
  const files = { 'anna.mp4': 'video', 'slow.wav': 'slow' };
  rig = openSession(PROJECT, files, undefined, () => (isWished ? fleet : undefined));
}

it('has a page of the fleet where one is wished, and none where not', async () => {
  open();
  await rig.session.handle({ kind: 'ready' });
  expect(rig.session.view().fleet).toBe(true);
  await rig.close();
  open(false);
  await rig.session.handle({ kind: 'ready' });
  expect(rig.session.view()).not.toHaveProperty('fleet');
});

it('tells a page that does not show it while videos are made, and watches the fleet no longer', async () => {
  open();
  await rig.session.handle({ kind: 'ready' });
  const told: FleetView['kind'][] = [];
  rig.session.onFleet(({ kind }) => told.push(kind));
  expect(fleet.watched).toBe(0);
  expect(await rig.session.handle({ kind: 'generate', pairs: 'all', force: false })).toEqual({
    kind: 'ok',
  });
  await expect.poll(() => fleet.watched).toBe(1);
  fleet.tell(fleetAfter(1));
  await expect.poll(() => told, { timeout: 5000 }).toContain('connected');
  await rig.session.handle({ kind: 'cancel', pairs: 'all' });
  await viewWhere(rig.session, ({ run }) => !run.running);
  await expect.poll(() => fleet.watched).toBe(0);
});
