import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium, type Browser, type BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { BenchStudio } from '../../bench/benchStudio.js';

const ROOT = join(import.meta.dirname, '../..');
const KILOBYTE = 1000;
/** Another program may be in the way of one of them. */
const TRIES = 3;

const folder = mkdtempSync(join(tmpdir(), 'heygem paint '));
let studio: BenchStudio;
let browser: Browser;
/** The one that the ticket let in; its cookie lets others in, whose caches are empty. */
let first: BrowserContext;

beforeAll(async () => {
  const projects = join(folder, 'projects');
  mkdirSync(projects);
  studio = await BenchStudio.start(projects, join(folder, 'cache'));
  const args = ['--no-sandbox', '--disable-gpu'];
  browser = await chromium.launch({ executablePath: inject('chromium'), args });
  first = await browser.newContext();
  const page = await first.newPage();
  await page.goto(studio.address);
  await page.waitForURL((url) => url.pathname === '/');
});

afterAll(async () => {
  await browser.close();
  await studio.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Milliseconds from asking for a page to the first of it that is seen, in a browser that knows nothing of it. */
async function firstPaint(path: string, shown: string): Promise<number> {
  const context = await browser.newContext();
  try {
    await context.addCookies(await first.cookies());
    const page = await context.newPage();
    await page.goto(`${new URL(studio.address).origin}${path}`);
    await page.locator(shown).first().waitFor();
    const paint = await page.waitForFunction(
      () => performance.getEntriesByName('first-contentful-paint').at(0)?.startTime,
    );
    const loaded = await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .filter((entry) => (entry as PerformanceResourceTiming).transferSize > 0)
        .map(({ name }) => new URL(name).pathname),
    );
    // Nothing came from a cache.
    expect(loaded).toContain('/studio.js');
    return Number(await paint.jsonValue());
  } finally {
    await context.close();
  }
}

async function best(path: string, shown: string): Promise<number> {
  const times: number[] = [];
  while (times.length < TRIES) times.push(await firstPaint(path, shown));
  console.log(`${shown}: first paint after ${times.map((ms) => ms.toFixed(0)).join(', ')} ms`);
  return Math.min(...times);
}

describe('the first paint over loopback', () => {
  it('of the home page comes within a second', async () => {
    expect(await best('/', 'hg-home h1')).toBeLessThan(1000);
  });

  it('of a project comes within a second', async () => {
    const [page] = first.pages();
    await page.getByLabel('Name of the project').fill('Talk');
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.pathname.startsWith('/projects/'));
    const path = new URL(page.url()).pathname;
    expect(await best(path, 'hg-studio main:not([aria-busy])')).toBeLessThan(1000);
  });
});

describe('the bundle of a page', () => {
  it.each(['studio.js', 'webview.js'])('%s is small', (name) => {
    const bytes = gzipSync(readFileSync(join(ROOT, 'dist', name))).length;
    console.log(`${name}: ${(bytes / KILOBYTE).toFixed(0)} kB gzipped`);
    expect(bytes).toBeGreaterThan(10 * KILOBYTE);
    expect(bytes).toBeLessThan(350 * KILOBYTE);
  });
});
