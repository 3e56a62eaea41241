import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyEdits } from 'jsonc-parser';
import type { TextEdit } from '../../../src/core/project/editProject.js';
import { EditorSession } from '../../../src/editor/editorSession.js';
import type { FleetWatch } from '../../../src/editor/fleetFeed.js';
import type { ScriptVoices } from '../../../src/editor/scriptVoices.js';
import type { EditorShell, OutsidePlacing, ProjectText } from '../../../src/editor/shell.js';
import { Engine } from '../../../src/engine/engine.js';
import type { EditorView } from '../../../src/protocol/editorView.js';
import { bundle } from '../engine/bundle.js';

/** A project's text with an undo list, as an editor would keep it. */
export class MemoryText implements ProjectText {
  readonly undone: string[] = [];

  constructor(
    readonly path: string,
    private text: string,
    private readonly onChange: () => void,
  ) {}

  read(): string {
    return this.text;
  }

  write(text: string): void {
    this.undone.push(this.text);
    this.text = text;
    this.onChange();
  }

  apply(edits: readonly TextEdit[]): Promise<boolean> {
    this.write(applyEdits(this.text, [...edits]));
    return Promise.resolve(true);
  }
}

/** A shell that answers as told and keeps what it was asked. */
export class FakeShell implements EditorShell {
  readonly locale = 'en';
  readonly lines: string[] = [];
  readonly remembered: (readonly string[])[] = [];
  readonly performed: unknown[] = [];
  isTrusted = true;
  chosen: readonly string[] = [];
  copies = true;
  chosenAreCopies = false;
  folder: string | undefined;
  placing: OutsidePlacing | undefined = 'copy';
  /** Of what lies outside, as often as it was asked. */
  readonly asked: (readonly string[])[] = [];

  trusted = () => this.isTrusted;
  outsideAllowed = () => this.isTrusted;
  provider = () => 'cpu' as const;
  address = (path: string, version: string) => `page:${path}?v=${version}`;
  chooseFiles = () => Promise.resolve(this.chosen);
  chooseScripts = () => Promise.resolve(this.chosen);
  pathsOf = (uris: readonly string[]) => uris.filter((uri) => uri.startsWith('/'));
  chooseFolder = () => Promise.resolve(this.folder);
  placeOutside = (paths: readonly string[]) => {
    this.asked.push(paths);
    return Promise.resolve(this.placing);
  };
  mayCopy = () => Promise.resolve(this.copies);
  chooseArchive = (suggested: string) => Promise.resolve<string | undefined>(suggested);
  discards = true;
  mayDiscard = () => Promise.resolve(this.discards);
  discard = (paths: readonly string[]) => {
    for (const path of paths) rmSync(path);
    return Promise.resolve();
  };
  perform = (...asked: unknown[]) => {
    this.performed.push(asked);
    return Promise.resolve();
  };
  rememberRun = (pairs: readonly string[]) => {
    this.remembered.push(pairs);
  };
  log = (line: string) => {
    this.lines.push(line);
  };
}

let worker: string | undefined;
/** How many earlier results engines keep. */
export const kept = { most: 1 };

/** A session over real files and a real worker process, whose service only pretends. */
export function openSession(
  project: unknown,
  files: Readonly<Record<string, string>> = {},
  voices?: ScriptVoices,
  fleet?: () => FleetWatch | undefined,
) {
  worker ??= bundle('test/fixtures/fakeWorker.ts');
  const root = mkdtempSync(join(tmpdir(), 'heygem session 项目 '));
  const folder = join(root, 'project');
  mkdirSync(folder);
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  const path = join(folder, 'talk.heygem');
  const text = typeof project === 'string' ? project : `${JSON.stringify(project, null, 2)}\n`;
  const cacheRoot = join(root, 'cache');
  const engine = new Engine({
    workerEntry: worker,
    modelsRoot: 'models',
    cacheRoot,
    trusted: true,
    keepPrevious: () => kept.most,
  });
  const shell = new FakeShell();
  const memory = new MemoryText(path, text, () => void session.changed());
  const session = new EditorSession({
    ...{ text: memory, shell, engine: () => engine, cacheRoot },
    ...(voices && { voices }),
    ...(fleet && { fleet }),
  });
  return {
    ...{ root, folder, path, cacheRoot, engine, shell, session, text: memory },
    async close() {
      session.dispose();
      await engine.dispose();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** The first view that is as wished; rejects when none comes. */
export function viewWhere(
  session: EditorSession,
  wished: (view: EditorView) => boolean,
  limitMs = 15_000,
): Promise<EditorView> {
  return new Promise((resolve, reject) => {
    let last = session.view();
    const stop = session.onView((view) => {
      last = view;
      check();
    });
    const limit = setTimeout(() => {
      stop();
      reject(new Error(`no such view; the last was ${JSON.stringify(last, null, 1)}`));
    }, limitMs);
    const check = () => {
      if (!wished(last)) return;
      clearTimeout(limit);
      stop();
      resolve(last);
    };
    check();
  });
}

export function stateOf(view: EditorView, pair: string) {
  return view.project?.pairs.find(({ id }) => id === pair)?.state;
}
