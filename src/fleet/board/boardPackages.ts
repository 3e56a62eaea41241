import type { createBullBoard } from '@bull-board/api';
import type { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import type { HonoAdapter } from '@bull-board/hono';
import { HeygemError } from '../../core/errors.js';

/** What is to be installed beside HeyGem Studio; all of one version, as they name each other by it. */
export const BOARD_PACKAGES = ['api', 'hono', 'ui'].map((name) => `@bull-board/${name}@9.10.1`);

/** Of bull-board, what is used of it. */
export interface BoardPackages {
  readonly createBullBoard: typeof createBullBoard;
  readonly BullMQAdapter: typeof BullMQAdapter;
  readonly HonoAdapter: typeof HonoAdapter;
}

/** What Node says of a package that is not there, whichever way it was asked for. */
const NOT_THERE = new Set<unknown>(['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND']);

/** bull-board, which is no part of HeyGem Studio. @throws HeygemError board-missing */
export async function boardPackages(): Promise<BoardPackages> {
  try {
    const [api, adapter, hono] = await Promise.all([
      import('@bull-board/api'),
      import('@bull-board/api/bullMQAdapter'),
      import('@bull-board/hono'),
    ]);
    const { createBullBoard } = api;
    return { createBullBoard, BullMQAdapter: adapter.BullMQAdapter, HonoAdapter: hono.HonoAdapter };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && NOT_THERE.has(error.code))) throw error;
    const packages = BOARD_PACKAGES.join(' ');
    throw new HeygemError('board-missing', { packages }, String(error), error);
  }
}
