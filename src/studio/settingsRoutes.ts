import { Hono } from 'hono';
import { EXECUTION_PROVIDERS } from '../core/model.js';
import { clearCache, listCache, pruneCache } from '../engine/cache.js';
import { freeBytes } from '../engine/freeBytes.js';
import { MOST_WORKERS } from '../engine/parallelism.js';
import type { CacheCleaning, SettingsView } from '../protocol/studio.js';
import type { StudioParts } from './app.js';
import type { Variables } from './securityHeaders.js';
import { CACHE_BOUNDS } from './serverSettings.js';

/** What the page of the server's settings shows and does. */
export function settingsRoutes(parts: StudioParts): Hono<Variables> {
  const { settings, surroundings } = parts;
  const { cacheRoot } = surroundings;
  const routes = new Hono<Variables>();
  routes.get('/', async (context) => context.json(await viewOf(parts)));
  routes.put('/', async (context) => {
    const answer = await settings.change(await context.req.json<unknown>().catch(() => undefined));
    if (answer.kind === 'wrong') return context.json({ names: answer.names }, 400);
    if (answer.kind === 'fixed') return context.json({ names: answer.names }, 409);
    return context.json(await viewOf(parts));
  });
  routes.post('/cache', async (context) => {
    const body = await context.req.json<unknown>().catch(() => undefined);
    const all: unknown =
      typeof body === 'object' && body !== null ? Reflect.get(body, 'all') : undefined;
    if (typeof all !== 'boolean') return context.text('all or not', 400);
    const { removed, freedBytes } = all
      ? await clearCache(cacheRoot)
      : await pruneCache(cacheRoot, settings.now.cacheBytes);
    const cleaning: CacheCleaning = { removed, freedBytes, view: await viewOf(parts) };
    return context.json(cleaning);
  });
  return routes;
}

async function viewOf(parts: StudioParts): Promise<SettingsView> {
  const { settings, surroundings, folder, logPath, place, doors } = parts;
  const { cacheRoot, engine } = surroundings;
  const entries = await listCache(cacheRoot);
  const [free, cacheFree] = [await freeBytes(folder.root), await freeBytes(cacheRoot)];
  return {
    settings: settings.now,
    fixed: settings.fixed,
    choices: { mostWorkers: MOST_WORKERS, providers: EXECUTION_PROVIDERS, cache: CACHE_BOUNDS },
    workers: engine().workers,
    cacheBytes: entries.reduce((sum, { bytes }) => sum + bytes, 0),
    places: { projects: folder.root, cache: cacheRoot, log: logPath, state: place },
    ...(free !== undefined && { free }),
    ...(cacheFree !== undefined && { cacheFree }),
    started: {
      password: doors.access.asksPassword,
      encrypted: doors.scheme === 'https',
      trust: engine().outsideAllowed,
    },
  };
}
