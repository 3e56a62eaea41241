import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Hono, type Context } from 'hono';
import { toFailure } from '../core/errors.js';
import { describeFailure } from '../core/strings/describe.js';
import type { Locale } from '../core/strings/locale.js';
import { pageFolders } from '../editor/pageFolders.js';
import { archiveOf } from '../engine/projectZip.js';
import { placeWithin } from '../files/placeWithin.js';
import { entranceRoutes } from './entrance.js';
import { guard, smallBodies, type Doors } from '../http/guards.js';
import { securityHeaders, type Variables } from './securityHeaders.js';
import { homeRoutes } from './homeRoutes.js';
import { logRoutes } from './logRoutes.js';
import { requestLocale } from './requestLocale.js';
import { attachment, serveFile } from './serveFile.js';
import type { OpenProjects } from './openProjects.js';
import type { SettingsKeeper } from './settingsKeeper.js';
import { settingsRoutes } from './settingsRoutes.js';
import type { FoundProject, ProjectFolder } from './projectFolder.js';
import { MANIFEST, studioPageHtml } from './studioPageHtml.js';
import type { Surroundings } from './surroundings.js';

export interface StudioParts {
  readonly doors: Doors;
  readonly folder: ProjectFolder;
  readonly projects: OpenProjects;
  readonly surroundings: Surroundings;
  readonly settings: SettingsKeeper;
  readonly logPath: string;
  /** The folder of the studio's own state. */
  readonly place: string;
  /** Of the built page and of pictures. */
  readonly distFolder: string;
  readonly mediaFolder: string;
  /** For programs of this machine, which carry a secret of their own. */
  readonly beforeGuards: Hono<Variables>;
}

/** What strangers may ask for: the way in, and nothing that tells anything. */
const OPEN = new Set([
  '/enter',
  '/icon.png',
  '/favicon.ico',
  '/manifest.webmanifest',
  '/studio.js',
]);

/** Everything that is answered over HTTP. Guards come first: no handler runs for a stranger. */
export function studioApp(parts: StudioParts): Hono<Variables> {
  const { doors, surroundings, distFolder, mediaFolder } = parts;
  const app = new Hono<Variables>();
  app.use(securityHeaders);
  app.route('/', parts.beforeGuards);
  app.use(guard(doors, (path) => OPEN.has(path)));
  app.use('/api/*', smallBodies);
  app.use('/enter', smallBodies);
  const localeOf = (context: Context<Variables>): Locale =>
    requestLocale(context.req.header('accept-language'), surroundings.locale);
  app.route('/', entranceRoutes(doors, localeOf));
  app.route('/api', homeRoutes(parts));
  app.route('/api/settings', settingsRoutes(parts));
  app.route('/', logRoutes(parts));
  const document = (context: Context<Variables>) =>
    context.html(
      studioPageHtml({
        locale: localeOf(context),
        title: 'HeyGem Studio',
        styleNonce: context.get('styleNonce'),
      }),
    );
  app.get('/', document);
  app.get('/log', document);
  app.get('/settings', document);
  app.get('/projects/:id', async (context) =>
    (await parts.folder.find(context.req.param('id'))) ? document(context) : context.notFound(),
  );
  projectRoutes(app, parts);
  app.get('/files/:id', (context) => file(context, parts));
  app.all('/uploads', (context) => surroundings.uploads.handle(context.req.raw, undefined));
  app.all('/uploads/:id', (context) =>
    surroundings.uploads.handle(context.req.raw, context.req.param('id')),
  );
  const fixed = (path: string) => () =>
    serveFile(path, { range: undefined, download: false, head: false });
  app.get('/studio.js', fixed(join(distFolder, 'studio.js')));
  // The second is asked for by browsers where a page is only passed through.
  app.get('/icon.png', fixed(join(mediaFolder, 'icon.png')));
  app.get('/favicon.ico', fixed(join(mediaFolder, 'icon.png')));
  app.get('/manifest.webmanifest', (context) =>
    context.json(MANIFEST, 200, { 'Content-Type': 'application/manifest+json' }),
  );
  app.onError((error, context) => {
    const failure = toFailure(error);
    surroundings.log(`${failure.code} ${failure.detail ?? ''}`);
    const words = describeFailure(failure, localeOf(context));
    return context.json({ code: failure.code, ...words }, 500);
  });
  return app;
}

function projectRoutes(app: Hono<Variables>, { folder, surroundings }: StudioParts): void {
  const found = (context: Context<Variables>) => folder.find(context.req.param('id') ?? '');
  app.get('/projects/:id/text', async (context) => {
    const project = await found(context);
    if (!project) return context.notFound();
    return serveText(project);
  });
  app.get('/projects/:id/results.zip', async (context) => {
    const project = await found(context);
    if (!project) return context.notFound();
    const plan = await surroundings.engine().planProject(project.path);
    const { zip } = await archiveOf(plan, context.req.query('reports') === '1');
    const body = Readable.toWeb(Readable.from(zip.outputStream)) as ReadableStream;
    return new Response(body, {
      headers: {
        'Content-Type': 'application/zip',
        'Content-Disposition': attachment(`${project.title}.zip`),
      },
    });
  });
}

async function serveText({ path }: FoundProject): Promise<Response> {
  const response = await serveFile(path, { range: undefined, download: false, head: false });
  response.headers.set('Content-Type', 'text/plain; charset=utf-8');
  return response;
}

/** By an opaque id, and unless projects are trusted only where it really lies in the cache or the studio's folder. */
async function file(context: Context<Variables>, parts: StudioParts): Promise<Response> {
  const { surroundings, folder } = parts;
  const path = surroundings.addresses.pathOf(context.req.param('id') ?? '');
  const folders = [folder.root, ...pageFolders(surroundings.cacheRoot)];
  if (path === undefined) return context.notFound();
  // Where projects may name files of other folders, results may lie in them too.
  const anywhere = surroundings.engine().outsideAllowed;
  const place = anywhere ? path : await placeWithin(path, folders);
  if (place === undefined) return context.notFound();
  return serveFile(place, {
    range: context.req.header('range'),
    download: context.req.query('download') !== undefined,
    head: context.req.method === 'HEAD',
  });
}
