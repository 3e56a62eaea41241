import { afterAll, afterEach, beforeAll, describe, expect, inject } from 'vitest';
import { BROWSERS, PHONE } from './browsers.js';
import { goesOnAfterKill, journey } from './journey.js';
import { byKeyboard } from './keyboard.js';
import { onPhone } from './phone.js';
import { writesScripts } from './scripts.js';
import { StudioSession } from './session.js';
import { tries } from './trying.js';

describe.each(BROWSERS)('the studio in %s', (name) => {
  const studio = new StudioSession(name);
  beforeAll(() => studio.start(inject(name)));
  afterAll(() => studio.close());
  afterEach(() => {
    expect(studio.troubles).toEqual([]);
  });

  journey(studio);
  // It is the server that is tried, and the page's way back to it is the same anywhere.
  if (name === 'chromium') goesOnAfterKill(studio);
});

describe.each(BROWSERS)('a try in the studio in %s', (name) => {
  const studio = new StudioSession(name, undefined, `try-${name}`);
  beforeAll(() => studio.start(inject(name)));
  afterAll(() => studio.close());
  afterEach(() => {
    expect(studio.troubles).toEqual([]);
  });

  tries(studio);
});

describe.each(BROWSERS)('scripts in the studio in %s', (name) => {
  const studio = new StudioSession(name, undefined, `scripts-${name}`);
  beforeAll(() => studio.start(inject(name)));
  afterAll(() => studio.close());
  afterEach(() => {
    expect(studio.troubles).toEqual([]);
  });

  writesScripts(studio);
});

describe('the studio on a phone', () => {
  const studio = new StudioSession('chromium', PHONE, 'phone');
  beforeAll(() => studio.start(inject('chromium')));
  afterAll(() => studio.close());
  afterEach(() => {
    expect(studio.troubles).toEqual([]);
  });

  onPhone(studio);
});

describe('the studio without a mouse', () => {
  const studio = new StudioSession('chromium', undefined, 'keys');
  beforeAll(() => studio.start(inject('chromium')));
  afterAll(() => studio.close());
  afterEach(() => {
    expect(studio.troubles).toEqual([]);
  });

  byKeyboard(studio);
});
