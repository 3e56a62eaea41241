import * as vscode from 'vscode';
import { HeygemError, toFailure } from '../core/errors.js';
import { describeFailure } from '../core/strings/describe.js';
import { sizeText } from '../core/strings/jobTexts.js';
import type { Locale } from '../core/strings/locale.js';
import { plainLines } from '../core/strings/plainText.js';
import { shellText } from '../core/strings/shellTexts.js';
import { clearableKinds, clearCache } from '../engine/cache.js';
import { usableRoot } from '../engine/cachePlace.js';
import { mediaListOf, type Identify } from '../engine/scaffold.js';
import type { Answer, Intent } from '../protocol/editor.js';
import { addModel } from './addModel.js';
import { DoctorPage } from './doctorPage.js';
import type { EngineHolder } from './engineHolder.js';
import { chooseSeveral, confirm, showProgress, tell, tellError } from './messages.js';
import { newProject } from './newProject.js';
import { offer } from './offers.js';
import type { OpenProject } from './openProject.js';
import { isProject, type OpenProjects } from './openProjects.js';
import { chooseProject, findProjects, projectFor } from './projectChoice.js';
import { EDITOR_TYPE } from './editorType.js';
import { sampleProject } from './sampleProject.js';
import type { StudioCommands } from './studioCommands.js';
import { showText } from './projectText.js';
import { remedies } from './remedies.js';
import { reveal } from './showFile.js';

export interface CommandParts {
  readonly projects: OpenProjects;
  readonly engines: EngineHolder;
  readonly studio: StudioCommands;
  readonly locale: Locale;
  /** With the footage of the sample project. */
  readonly demoFolder: string;
  readonly log: vscode.LogOutputChannel;
}

type Command = (resource?: unknown, more?: unknown) => unknown;

/** Those that neither run nor write anything: the others wait until the folder is trusted, whoever calls them. */
const HARMLESS: ReadonlySet<string> = new Set(
  ['openAsText', 'openPage', 'showProject', 'showLog'].map((name) => `heygem.${name}`),
);

/** Registers every command of the manifest. What goes wrong is shown, never thrown at VS Code. */
export function registerCommands(parts: CommandParts): vscode.Disposable[] {
  const commands = new Commands(parts);
  const doctor = new DoctorPage(parts.engines, parts.locale, (line) => {
    parts.log.info(line);
  });
  const all: Readonly<Record<string, Command>> = {
    'heygem.newProject': (resource) => newProject(parts.locale, resource, commands.identify),
    'heygem.sampleProject': () => sampleProject(parts.locale, parts.demoFolder),
    'heygem.generateAll': (resource) => commands.generateAll(resource),
    'heygem.generateSelected': (resource) => commands.generateSelected(resource),
    'heygem.cancel': () => commands.cancel(),
    'heygem.checkProject': (resource) => commands.check(resource),
    'heygem.openOutputFolder': (resource) => commands.openOutputFolder(resource),
    'heygem.exportZip': (resource) => commands.ask(resource, { kind: 'export-zip' }),
    'heygem.addToProject': (resource, resources) => commands.addToProject(resource, resources),
    'heygem.writeScript': (resource) => commands.writeScript(resource),
    'heygem.findMissing': (resource) => commands.findMissing(resource),
    'heygem.openAsText': (resource, range) => commands.openAsText(resource, range),
    'heygem.openPage': (resource) => openPage(resource),
    'heygem.newProjectHere': (resource) => newProject(parts.locale, resource, commands.identify),
    'heygem.showProject': () => commands.showRunning(),
    'heygem.showLog': () => {
      parts.log.show();
    },
    'heygem.openInBrowser': (resource) => parts.studio.open(resource),
    'heygem.stopStudio': () => parts.studio.stop(),
    'heygem.showStudio': () => parts.studio.show(),
    'heygem.addModel': () => addModel(parts.locale, () => parts.engines.engine()),
    'heygem.doctor': () => doctor.show(),
    'heygem.copyDoctor': () => doctor.copy(),
    'heygem.clearCache': () => commands.clearCache(),
  };
  const registered = Object.entries(all).map(([name, command]) =>
    vscode.commands.registerCommand(name, async (...args: unknown[]) => {
      try {
        const mayRun = vscode.workspace.isTrusted || HARMLESS.has(name);
        if (!mayRun) throw new HeygemError('not-trusted');
        return await command(...args);
      } catch (error) {
        commands.tell(error);
        return undefined;
      }
    }),
  );
  return [
    ...registered,
    new vscode.Disposable(() => {
      doctor.dispose();
    }),
  ];
}

class Commands {
  constructor(private readonly parts: CommandParts) {}

  /** Resolves with whether anything was started, so that other extensions may know. */
  async generateAll(resource: unknown): Promise<boolean> {
    const project = await this.project(resource);
    if (!project) return false;
    return (await this.parts.projects.generate(project, 'all')) !== undefined;
  }

  async generateSelected(resource: unknown): Promise<boolean> {
    const { projects } = this.parts;
    const project = await this.project(resource);
    if (!project) return false;
    // What is selected in the page in front, unless the command was called on another project.
    const selected = project === projects.active ? project.selection : [];
    if (selected.length > 0) return (await projects.generate(project, selected)) !== undefined;
    const ids = await this.choosePairs(project);
    // Whoever picks a current one by hand wants it anew.
    return ids.length > 0 && (await projects.generate(project, ids, true)) !== undefined;
  }

  private async choosePairs({ session }: OpenProject): Promise<readonly string[]> {
    await session.changed();
    const pairs = session.view().project?.pairs ?? [];
    const items = pairs.map(({ id, output, state }) => ({
      label: output,
      description: id,
      picked: state.kind !== 'current' && state.kind !== 'done',
      id,
    }));
    const placeHolder = shellText(this.parts.locale, 'choose-pairs');
    return ((await chooseSeveral(items, placeHolder)) ?? []).map(({ id }) => id);
  }

  async cancel(): Promise<void> {
    const { projects, locale } = this.parts;
    const running = projects.all.filter(({ session }) => session.running);
    if (running.length === 0) {
      void tell(shellText(locale, 'nothing-running'));
      return;
    }
    // The one in front, if it is making something; else all of them.
    const active = running.filter((project) => project === projects.active);
    for (const { session } of active.length > 0 ? active : running) {
      await session.handle({ kind: 'cancel', pairs: 'all' });
    }
  }

  async ask(resource: unknown, intent: Intent): Promise<void> {
    const project = await this.project(resource);
    if (project) await this.follow(project, intent);
  }

  private async follow(project: OpenProject, intent: Intent): Promise<void> {
    tellAnswer(project, await project.session.handle(intent));
    const { message } = project.session.view();
    if (message && !project.visible) void tell(message.sentence);
  }

  async check(resource: unknown): Promise<void> {
    const project = await this.project(resource);
    if (!project) return;
    const { session, title } = project;
    const { locale } = this.parts;
    await showProgress({
      title: shellText(locale, 'checking', { title }),
      cancel: () => void session.handle({ kind: 'cancel-check' }),
      run: async (report) => {
        const stop = session.onView(({ checking }) => {
          if (checking) report(checking.name, checking.fraction);
        });
        await this.follow(project, { kind: 'check' }).finally(stop);
      },
    });
  }

  async writeScript(resource: unknown): Promise<void> {
    const project = await this.project(resource);
    if (project) await this.parts.projects.show(project.uri, { kind: 'script' });
  }

  /** What was not found is told by the second sentence, so that is told, too. */
  async findMissing(resource: unknown): Promise<void> {
    const project = await this.project(resource);
    if (!project) return;
    tellAnswer(project, await project.session.handle({ kind: 'find-missing' }));
    const { message } = project.session.view();
    if (message && !project.visible) project.tell(message);
  }

  /** @param range what of the text is shown; left out, its beginning */
  async openAsText(resource: unknown, range: unknown): Promise<void> {
    if (resource instanceof vscode.Uri && range instanceof vscode.Range)
      await showText(resource, range);
    else await this.ask(resource, { kind: 'open-as-text' });
  }

  async openOutputFolder(resource: unknown): Promise<void> {
    const project = await this.project(resource);
    if (!project) return;
    const real = vscode.Uri.file(await project.session.makeOutputFolder());
    // The Explorer knows it by the name that the project has in this window, not behind its symlinks.
    const folder = project.session.view().project?.output.folder ?? '.';
    const named = vscode.Uri.joinPath(project.uri, '..', folder);
    await reveal(real, named, this.parts.locale);
  }

  async addToProject(resource: unknown, resources: unknown): Promise<void> {
    const { projects, locale } = this.parts;
    const several: unknown[] = Array.isArray(resources) ? resources : [resource];
    const files = several
      .filter((each) => each instanceof vscode.Uri)
      .flatMap(({ fsPath: path }) => {
        const list = mediaListOf(path);
        return list ? [{ path, list }] : [];
      });
    if (files.length === 0) return;
    const found = await findProjects();
    const uri =
      found.length === 0
        ? await newProject(locale, resource, this.identify, 'empty')
        : await chooseProject(found, locale);
    if (!uri) return;
    const project = await projects.open(uri);
    await project.session.changed();
    const answer = await project.session.addFiles(files);
    await project.showPage();
    tellAnswer(project, answer);
  }

  async showRunning(): Promise<void> {
    const { all } = this.parts.projects;
    const open = all.find(({ session }) => session.running) ?? all.at(0);
    const project = open ?? (await this.project(undefined));
    await project?.showPage();
  }

  /** A project that is begun waits for nothing that could be stopped. */
  readonly identify: Identify = (paths) =>
    this.parts.engines.engine().identify(paths, new AbortController().signal);

  async clearCache(): Promise<void> {
    const { engines, locale } = this.parts;
    const path = usableRoot(engines.engine().cache);
    const kinds = await clearableKinds(path);
    if (kinds.length === 0) {
      void tell(shellText(locale, 'cache-empty'));
      return;
    }
    const size = sizeText(kinds.reduce((sum, { bytes }) => sum + bytes, 0));
    const lines = kinds.map(({ kind, count, bytes }) => {
      const what = shellText(locale, `cache-${kind}`, { count });
      return shellText(locale, 'cache-line', { what, size: sizeText(bytes) });
    });
    const question = shellText(locale, 'clear-question', { size });
    if (!(await confirm(question, shellText(locale, 'clear-yes'), lines.join('\n')))) return;
    const { removed: count, freedBytes, others } = await clearCache(path);
    const text = shellText(locale, 'cleared', { count, size: sizeText(freedBytes) });
    const left = shellText(locale, 'cleared-others', { count: others.length, path });
    void tell(others.length > 0 ? `${text} ${left}` : text);
  }

  tell(error: unknown): void {
    const failure = toFailure(error);
    this.parts.log.error(plainLines(`${failure.code} ${failure.detail ?? ''}`));
    const { locale } = this.parts;
    const { sentence, hint } = describeFailure(failure, locale);
    offer(locale, tellError, `${sentence} ${hint}`, remedies(failure.code, locale));
  }

  private project(resource: unknown): Promise<OpenProject | undefined> {
    const { projects, locale } = this.parts;
    return projectFor(projects, locale, resource);
  }
}

/** The page of a project that is shown as text. */
async function openPage(resource: unknown): Promise<void> {
  const shown = vscode.window.activeTextEditor?.document.uri;
  const uri = resource instanceof vscode.Uri ? resource : shown;
  if (uri && isProject(uri))
    await vscode.commands.executeCommand('vscode.openWith', uri, EDITOR_TYPE);
}

function tellAnswer(project: OpenProject, answer: Answer): void {
  if (answer.kind === 'refused') project.tell(answer.notice);
}
