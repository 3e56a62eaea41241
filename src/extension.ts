import { join } from 'node:path';
import * as vscode from 'vscode';
import { describeFailure } from './core/strings/describe.js';
import { localeOf } from './core/strings/locale.js';
import { plainLines } from './core/strings/plainText.js';
import { registerCommands } from './vscode/commands.js';
import { configuration } from './vscode/configuration.js';
import { ProjectDiagnostics } from './vscode/diagnostics.js';
import { EngineHolder } from './vscode/engineHolder.js';
import { tellError } from './vscode/messages.js';
import { offer } from './vscode/offers.js';
import { OpenProjects } from './vscode/openProjects.js';
import { EDITOR_TYPE } from './vscode/editorType.js';
import { registerProblemActions } from './vscode/problemActions.js';
import { ProjectEditor } from './vscode/projectEditor.js';
import { followRenames } from './vscode/projectRenames.js';
import { remedies } from './vscode/remedies.js';
import { RunMemory } from './vscode/runMemory.js';
import { RunStatus } from './vscode/runStatus.js';
import { StudioCommands } from './vscode/studioCommands.js';
import { registerTextHelp } from './vscode/textHelp.js';
import { ProjectTasks, TASK_TYPE } from './vscode/taskProvider.js';
import { followSteps } from './vscode/walkthrough.js';
import { onVoicesChanged } from './vscode/voicesExtension.js';

let shutDown: () => Promise<void> = () => Promise.resolve();

export function activate(context: vscode.ExtensionContext): void {
  const locale = localeOf(vscode.env.language);
  const log = vscode.window.createOutputChannel('HeyGem Studio', { log: true });
  const memory = new RunMemory(context.workspaceState);
  const engines: EngineHolder = new EngineHolder({
    distFolder: join(context.extensionPath, 'dist'),
    trusted: () => vscode.workspace.isTrusted,
    busy: () => projects.running,
    log: (line) => {
      log.info(line);
    },
    onUnfit: (failure) => {
      const { sentence, hint } = describeFailure(failure, locale);
      offer(locale, tellError, `${sentence} ${hint}`, remedies(failure.code, locale));
    },
  });
  const projects: OpenProjects = new OpenProjects({ engines, locale, log, memory });
  const studio = new StudioCommands({
    ...{ projects, locale },
    entry: join(context.extensionPath, 'dist', 'cli.cjs'),
    log: (line) => {
      log.info(plainLines(line));
    },
  });
  const editor = new ProjectEditor({
    projects,
    memory,
    extensionUri: context.extensionUri,
    cacheRoot: engines.cacheRoot,
    locale,
    log: (line) => {
      log.warn(plainLines(line));
    },
  });
  context.subscriptions.push(
    log,
    projects,
    studio,
    new RunStatus(projects, locale),
    new ProjectDiagnostics(projects, locale),
    followSteps(projects),
    registerTextHelp(),
    registerProblemActions(locale),
    followRenames(locale, (line) => {
      log.info(plainLines(line));
    }),
    vscode.window.registerCustomEditorProvider(EDITOR_TYPE, editor),
    vscode.tasks.registerTaskProvider(TASK_TYPE, new ProjectTasks(projects, locale)),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (configuration.concernsEngine(event)) engines.outdate();
    }),
    onVoicesChanged(() => {
      engines.outdate();
    }),
    ...registerCommands({
      ...{ projects, engines, studio, locale, log },
      demoFolder: join(context.extensionPath, 'media', 'demo'),
    }),
  );
  shutDown = async () => {
    memory.close();
    projects.dispose();
    await Promise.all([engines.dispose(), studio.end()]);
  };
}

/** Ends the worker, the studio and their children with the window. */
export function deactivate(): Promise<void> {
  return shutDown();
}
