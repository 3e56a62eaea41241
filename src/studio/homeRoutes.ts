import { basename } from 'node:path';
import { Hono } from 'hono';
import { freeBytes } from '../engine/freeBytes.js';
import type { HomeView } from '../protocol/studio.js';
import type { StudioParts } from './app.js';
import type { Variables } from './securityHeaders.js';
import { requestLocale } from './requestLocale.js';
import type { FoundProject } from './projectFolder.js';

/** Characters of a title. */
const MOST_TITLE = 200;

/** What the home page shows and does. */
export function homeRoutes({
  folder,
  projects,
  surroundings,
}: Pick<StudioParts, 'folder' | 'projects' | 'surroundings'>): Hono<Variables> {
  const routes = new Hono<Variables>();
  const entryOf = ({ id, title, relative, changed, path }: FoundProject) => {
    const open = projects.find(path);
    const state = { open: open?.shown === true, running: open?.session.running === true };
    return { id, title, path: relative, changed, ...state };
  };
  routes.get('/home', async (context) => {
    const free = await freeBytes(folder.root);
    const view: HomeView = {
      folder: basename(folder.root),
      projects: (await folder.list()).map(entryOf),
      ...(free === undefined ? {} : { free }),
    };
    return context.json(view);
  });
  routes.post('/projects', async (context) => {
    const title = textOf(await context.req.json<unknown>().catch(() => undefined), 'title');
    if (title === undefined || title.length > MOST_TITLE) return context.text('no title', 400);
    return context.json(entryOf(await folder.create(title)), 201);
  });
  routes.post('/projects/sample', async (context) => {
    const locale = requestLocale(context.req.header('accept-language'), surroundings.locale);
    return context.json(entryOf(await surroundings.sample(locale)), 201);
  });
  routes.post('/projects/:id/duplicate', async (context) => {
    const project = await folder.find(context.req.param('id'));
    if (!project) return context.notFound();
    return context.json(entryOf(await folder.duplicate(project)), 201);
  });
  routes.delete('/projects/:id', async (context) => {
    const project = await folder.find(context.req.param('id'));
    if (!project) return context.notFound();
    if (projects.find(project.path)?.session.running === true) return context.text('running', 409);
    await folder.discard(project);
    projects.forget(project.path);
    return context.body(null, 204);
  });
  return routes;
}

function textOf(body: unknown, name: string): string | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const value: unknown = Reflect.get(body, name);
  return typeof value === 'string' ? value.trim() : undefined;
}
