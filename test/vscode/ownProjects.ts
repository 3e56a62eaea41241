import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Failure } from '../../src/core/errors.js';
import { EngineHolder } from '../../src/vscode/engineHolder.js';
import { OpenProjects } from '../../src/vscode/openProjects.js';
import { RunMemory } from '../../src/vscode/runMemory.js';

export interface OwnProjects {
  readonly projects: OpenProjects;
  readonly engines: EngineHolder;
  /** What was told of settings that cannot be followed. */
  readonly unfit: readonly Failure[];
  end(): Promise<void>;
}

/** What the extension makes of itself when it wakes, beside it, so that a test can look inside. */
export function makeOwnProjects(): OwnProjects {
  const log = vscode.window.createOutputChannel('Tests', { log: true });
  const kept = new Map<string, unknown>();
  const state = {
    keys: () => [...kept.keys()],
    get: (key: string, other?: unknown) => kept.get(key) ?? other,
    update: (key: string, value: unknown) => Promise.resolve(void kept.set(key, value)),
  } as vscode.Memento;
  const memory = new RunMemory(state);
  const unfit: Failure[] = [];
  const cache = mkdtempSync(join(tmpdir(), 'heygem-cache-'));
  const before = process.env['HEYGEM_CACHE'];
  process.env['HEYGEM_CACHE'] = cache;
  const engines: EngineHolder = new EngineHolder({
    // Where this file's bundle lies.
    distFolder: __dirname,
    trusted: () => true,
    busy: () => projects.running,
    log: () => undefined,
    onUnfit: (failure) => unfit.push(failure),
  });
  if (before === undefined) delete process.env['HEYGEM_CACHE'];
  else process.env['HEYGEM_CACHE'] = before;
  const projects = new OpenProjects({ engines, locale: 'en', log, memory });
  return {
    projects,
    engines,
    unfit,
    end: async () => {
      projects.dispose();
      await engines.dispose();
      log.dispose();
      rmSync(cache, { recursive: true, force: true });
    },
  };
}
