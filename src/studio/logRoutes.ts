import { open } from 'node:fs/promises';
import { Hono } from 'hono';
import type { LogPiece } from '../protocol/studio.js';
import type { StudioParts } from './app.js';
import type { Variables } from './securityHeaders.js';

/** Bytes of the log that are sent at once. */
const PIECE = 256 << 10;

/** The running log: its end at first, then what came since. */
export function logRoutes({ logPath }: Pick<StudioParts, 'logPath'>): Hono<Variables> {
  const routes = new Hono<Variables>();
  routes.get('/api/log', async (context) => {
    const from = Number(context.req.query('from') ?? NaN);
    return context.json(await pieceOf(logPath, Number.isSafeInteger(from) ? from : undefined));
  });
  return routes;
}

async function pieceOf(path: string, from: number | undefined): Promise<LogPiece> {
  const file = await open(path).catch(() => undefined);
  if (!file) return { path, text: '', next: 0 };
  try {
    const { size } = await file.stat();
    // A log that was begun anew is shorter than what was read of it.
    const start =
      from !== undefined && from <= size && from >= 0 ? from : Math.max(0, size - PIECE);
    const piece = Buffer.alloc(Math.min(PIECE, size - start));
    const { bytesRead } = await file.read(piece, 0, piece.length, start);
    const whole = piece.subarray(0, bytesRead);
    // A line, and with it a sign of several bytes, is never cut in two.
    const end = whole.lastIndexOf(0x0a) + 1;
    return { path, text: whole.subarray(0, end).toString('utf8'), next: start + end };
  } finally {
    await file.close();
  }
}
