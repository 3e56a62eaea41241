import { posix } from 'node:path';
import { isBuiltin } from 'node:module';
import ts from 'typescript';

/** Sources by path from the repository's root, with `/`. */
export type Sources = ReadonlyMap<string, string>;

const STAGES = ['face', 'speech', 'motion', 'render', 'inference', 'subtitles', 'wav2lip'];
const SHELL_MAY = ['editor', 'engine', 'protocol', 'files', 'core'];

/** Which areas of `src/` and `webview/` each area may import besides itself. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  core: [],
  protocol: ['core'],
  files: ['core'],
  // What every server of ours stands on: who may come in, and where it listens.
  http: ['core'],
  ...Object.fromEntries(STAGES.map((stage) => [stage, ['core']])),
  pixels: ['core'],
  face: ['pixels', 'core'],
  render: ['pixels', 'core'],
  wav2lip: ['pixels', 'core'],
  // What speaks a script: it reads its lexicons, and starts voices that are programs, whose sound may need ffmpeg.
  voice: ['media', 'files', 'core'],
  media: ['files', 'core'],
  lipsync: [...STAGES, 'voice', 'media', 'files', 'core'],
  worker: ['lipsync', 'media', 'inference', 'protocol', 'files', 'core'],
  engine: ['protocol', 'files', 'core'],
  fleet: ['http', 'engine', 'protocol', 'files', 'core'],
  editor: ['engine', 'protocol', 'files', 'core'],
  cli: SHELL_MAY,
  studioCli: ['cli', 'studio', 'http', ...SHELL_MAY],
  studio: ['http', ...SHELL_MAY],
  vscode: SHELL_MAY,
  extension: ['vscode', ...SHELL_MAY],
  webview: ['protocol', 'core'],
};

/** Packages that only these areas may import. */
const ONLY_IN: Readonly<Partial<Record<string, readonly string[]>>> = {
  vscode: ['vscode', 'extension'],
  'onnxruntime-node': ['inference'],
  'onnxruntime-web': ['inference'],
  lit: ['webview'],
  bullmq: ['fleet'],
  ioredis: ['fleet'],
  'prom-client': ['fleet'],
  '@bull-board/api': ['fleet'],
  '@bull-board/hono': ['fleet'],
};
const CORE_PACKAGES = ['ajv', 'jsonc-parser'];
/** Ajv makes functions from text, which a page's content policy forbids. */
const NOT_IN_A_PAGE = ['ajv'];

/** What lies beside the code, such as `package.json`: free to all. */
const DATA = 'data';

/** Every breach of the direction of imports, as `file: what`. */
export function importBreaches(sources: Sources): string[] {
  const breaches = [...sources.keys()].flatMap((file) => {
    const area = areaOf(file);
    if (!(area in MAY_IMPORT)) return [`${file}: in no known area`];
    return importsOf(file, sources).flatMap((target) => {
      const reason = breachOf(area, target);
      return reason === undefined ? [] : [`${file}: ${reason}`];
    });
  });
  return [
    ...breaches,
    ...pageBreaches(sources),
    ...roofBreaches(sources),
    ...storyBreaches(sources),
  ];
}

function breachOf(area: string, target: Target): string | undefined {
  if (target.kind === 'unresolved') return `${target.name} leads nowhere`;
  if (target.kind === 'file') {
    const other = areaOf(target.name);
    if (other === DATA) return undefined;
    const allowed = other === area || MAY_IMPORT[area].includes(other);
    return allowed ? undefined : `${area} may not import ${other} (${target.name})`;
  }
  const isForPages = area === 'core' || area === 'protocol' || area === 'webview';
  if (target.kind === 'builtin') {
    return isForPages ? `${area} may not import ${target.name}` : undefined;
  }
  if (area === 'core' && !CORE_PACKAGES.includes(target.name)) {
    return `core may not import ${target.name}`;
  }
  const only = ONLY_IN[target.name];
  const allowed = only === undefined || only.includes(area);
  return allowed ? undefined : `${area} may not import ${target.name}`;
}

/** What a page would load by way of others and may not. */
function pageBreaches(sources: Sources): string[] {
  const waiting = [...sources.keys()].filter((file) => areaOf(file) === 'webview');
  const reached = new Set(waiting);
  const breaches: string[] = [];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    for (const target of importsOf(file, sources)) {
      if (target.kind === 'package' && NOT_IN_A_PAGE.includes(target.name)) {
        breaches.push(`${file}: a page may not reach ${target.name}`);
      }
      if (target.kind !== 'file' || target.isType || reached.has(target.name)) continue;
      reached.add(target.name);
      waiting.push(target.name);
    }
  }
  return breaches;
}

/** The entries: of the page in VS Code, and of the page in a browser. */
const ROOF_USERS = new Set(['webview/main.ts', 'webview/browser/projectPage.ts']);

/** `webview/app` is the page's roof: it imports its rooms, and only the entries import it. */
function roofBreaches(sources: Sources): string[] {
  const isRoof = (file: string) => file.startsWith('webview/app/');
  return [...sources.keys()]
    .filter((file) => file.startsWith('webview/') && !isRoof(file) && !ROOF_USERS.has(file))
    .flatMap((file) =>
      importsOf(file, sources)
        .filter(({ name }) => isRoof(name))
        .map(({ name }) => `${file}: a room may not import the roof (${name})`),
    );
}

/** The three stories of `src/render`, and which of the others each may import. */
const STORY_MAY: Readonly<Partial<Record<string, readonly string[]>>> = {
  mesh: [],
  own: [],
  drawn: ['own'],
};

/**
 * The files on top of `src/render` are either ground, which imports no story, or roof, which joins
 * them: a story imports ground only, by whatever way.
 */
function storyBreaches(sources: Sources): string[] {
  const filesFrom = (file: string): string[] =>
    importsOf(file, sources).flatMap(({ kind, name }) => (kind === 'file' ? [name] : []));
  const isRoof = (file: string, seen: Set<string>): boolean => {
    if (seen.has(file) || !isOnTop(file)) return false;
    seen.add(file);
    return filesFrom(file).some((name) => storyOf(name) !== undefined || isRoof(name, seen));
  };
  return [...sources.keys()].flatMap((file) => {
    const story = storyOf(file);
    if (story === undefined) return [];
    return filesFrom(file).flatMap((name) => {
      const other = storyOf(name);
      if (isRoof(name, new Set())) return [`${file}: a story may not import the roof (${name})`];
      if (other === undefined || other === story || STORY_MAY[story]?.includes(other)) return [];
      return [`${file}: render/${story} may not import render/${other} (${name})`];
    });
  });
}

function storyOf(file: string): string | undefined {
  return /^src\/render\/([^/]+)\//.exec(file)?.[1];
}

function isOnTop(file: string): boolean {
  return file.startsWith('src/render/') && storyOf(file) === undefined;
}

/** `src/face/tracker.ts` is in `face`, `src/cli.ts` in `cli`, `webview/app.ts` in `webview`. */
function areaOf(file: string): string {
  const [top, second] = file.split('/');
  if (top !== 'src' && top !== 'webview') return DATA;
  return top === 'src' ? second.replace(/\.ts$/, '') : top;
}

interface Target {
  readonly kind: 'file' | 'package' | 'builtin' | 'unresolved';
  readonly name: string;
  readonly isType: boolean;
}

function importsOf(file: string, sources: Sources): Target[] {
  const text = sources.get(file) ?? '';
  return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName, pos }) => {
    const isType = isTypeOnly(text, pos);
    if (isBuiltin(fileName)) return { kind: 'builtin', name: fileName, isType };
    if (!fileName.startsWith('.')) return { kind: 'package', name: packageOf(fileName), isType };
    const path = posix.join(posix.dirname(file), fileName);
    const found = [path, path.replace(/\.js$/, '.ts')].find((each) => sources.has(each));
    if (found !== undefined) return { kind: 'file', name: found, isType };
    // JSON and the like are no modules of ours, but must not be reached for elsewhere.
    const isData = /\.(json|css|svg)$/.test(path);
    return { kind: isData ? 'file' : 'unresolved', name: path, isType };
  });
}

/** Whether the statement whose module name stands at `pos` begins with `import type`. */
function isTypeOnly(text: string, pos: number): boolean {
  const statement = text.slice(0, pos);
  const start = Math.max(statement.lastIndexOf('import'), statement.lastIndexOf('export'));
  return /^(import|export)\s+type\b/.test(statement.slice(start));
}

function packageOf(name: string): string {
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
}
