import { Queue, Worker } from 'bullmq';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { BoardServer } from '../../../src/fleet/board/boardServer.js';
import type { Locale } from '../../../src/core/strings/locale.js';
import { redisHere, RedisServer, withRedis } from '../../process/fleet/redisServer.js';
import { Browser } from '../../rig/browser.js';

const NAME = 'heygem-k1';

describe.skipIf(!redisHere)(withRedis('the board in a browser'), () => {
  let redis: RedisServer;
  let queue: Queue;
  let board: BoardServer;
  let browser: Browser;
  let page: Page;
  let asked: URL[];

  beforeEach(async () => {
    redis = await RedisServer.start();
    const connection = { url: redis.url };
    queue = new Queue(NAME, { connection });
    await queue.add('segments', { video: 'talk.mp4' });
    const worker = new Worker(NAME, null, { connection, autorun: false });
    const job = await worker.getNextJob('token');
    await job.moveToFailed(new Error('no face in <talk.mp4>'), 'token');
    await worker.close();
    browser = await Browser.launch({ program: inject('chromium') });
    ({ page } = browser);
    asked = [];
    page.on('request', (request) => asked.push(new URL(request.url())));
  });
  afterEach(async () => {
    await browser.close();
    await board.close();
    await queue.close();
    await redis.stop();
  });

  async function open(allowChanges: boolean, locale: Locale = 'en'): Promise<void> {
    board = await BoardServer.start({
      ...{ connection: { url: redis.url }, queues: () => Promise.resolve([NAME]), port: 0 },
      ...{ allowChanges, locale, log: () => undefined },
    });
    await page.goto(board.address);
    await page.getByRole('link', { name: NAME }).first().click();
    await page.goto(`${new URL(page.url()).origin}/queue/${NAME}?status=failed`);
    await page.getByText('no face in <talk.mp4>').first().waitFor();
  }

  it('shows what failed, asks nobody but its server, and offers no change', async () => {
    await open(false);
    expect(await page.getByRole('button', { name: /retry|clean/i }).count()).toBe(0);
    expect(new Set(asked.map(({ host }) => host))).toEqual(new Set([`127.0.0.1:${board.port}`]));
    expect(asked.length).toBeGreaterThan(10);
    expect(browser.console).toEqual([]);
  });

  it('has jobs tried again, where that was allowed', async () => {
    await open(true);
    await page.getByRole('button', { name: 'Retry all' }).click();
    await page.getByRole('button', { name: 'Confirm' }).click();
    await expect.poll(() => queue.getWaitingCount()).toBe(1);
    expect(browser.console).toEqual([]);
  });

  it('speaks Chinese to who does', async () => {
    await open(false, 'zh');
    await page.getByText('失败').first().waitFor();
  });
});
