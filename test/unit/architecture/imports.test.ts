import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importBreaches } from './importRules.js';

const ROOT = join(import.meta.dirname, '../../..');

function sourcesOnDisk(): Map<string, string> {
  const sources = new Map<string, string>();
  for (const folder of ['src', 'webview']) {
    if (!existsSync(join(ROOT, folder))) continue;
    for (const name of readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.ts')) continue;
      const file = `${folder}/${name.replaceAll('\\', '/')}`;
      sources.set(file, readFileSync(join(ROOT, file), 'utf8'));
    }
  }
  return sources;
}

describe('imports', () => {
  it('go in one direction', () => {
    const sources = sourcesOnDisk();
    expect(sources.size).toBeGreaterThan(20);
    expect(importBreaches(sources)).toEqual([]);
  });

  it.each([
    ['src/core/a.ts', "import { readFile } from 'node:fs/promises';"],
    ['src/core/a.ts', "import fs = require('fs');"],
    ['src/core/a.ts', "import PQueue from 'p-queue';"],
    ['src/core/a.ts', "import { run } from '../engine/run.js';"],
    ['src/engine/a.ts', "import type { Tracker } from '../face/tracker.js';"],
    ['src/engine/a.ts', "const ort = await import('onnxruntime-node');"],
    ['src/engine/a.ts', "export { main } from '../cli/main.js';"],
    ['src/face/a.ts', "import { mel } from '../speech/mel.js';"],
    ['src/wav2lip/a.ts', "import { mel } from '../speech/mel.js';"],
    ['src/face/a.ts', "import { InferenceSession } from 'onnxruntime-node';"],
    ['src/cli/a.ts', "import { window } from 'vscode';"],
    ['src/cli.ts', "import { pipeline } from './lipsync/pipeline.js';"],
    ['src/engine/a.ts', "import { helper } from '../worker/missing.js';"],
    ['src/files/a.ts', "import { run } from '../engine/run.js';"],
    ['src/face/a.ts', "import { stampOf } from '../files/stamp.js';"],
    ['src/helpers/a.ts', ''],
    ['webview/a.ts', "import { app } from '../src/studio/app.js';"],
    ['webview/pairs/a.ts', "import { roof } from '../app/roof.js';"],
    ['src/engine/a.ts', "import { view } from '../editor/view.js';"],
    ['webview/a.ts', "import { join } from 'node:path';"],
    ['webview/a.ts', "import { check } from '../src/core/check.js';"],
    ['src/render/mesh/a.ts', "import type { MouthPatch } from '../own/mouthPatch.js';"],
    ['src/render/own/a.ts', "import { teeth } from '../drawn/teeth.js';"],
    ['src/render/own/a.ts', "import { render } from '../faceRenderer.js';"],
    ['src/render/drawn/a.ts', "import { label } from '../callsRoof.js';"],
  ])('are caught in %s: %s', (file, text) => {
    const others = [
      'engine/run',
      'face/tracker',
      'cli/main',
      'speech/mel',
      'lipsync/pipeline',
      'studio/app',
      'files/stamp',
      'editor/view',
    ].map((name) => [`src/${name}.ts`, ''] as const);
    const roof = ['webview/app/roof.ts', ''] as const;
    const reachesAjv = ['src/core/check.ts', "import { Ajv } from 'ajv';"] as const;
    const stories = [
      ['src/render/own/mouthPatch.ts', ''],
      ['src/render/drawn/teeth.ts', "import '../own/mouthPatch.js';"],
      ['src/render/faceRenderer.ts', "import './drawn/teeth.js';"],
      ['src/render/callsRoof.ts', "import './faceRenderer.js';"],
    ] as const;
    const innocent = new Map([...others, reachesAjv, roof, ...stories]);
    expect(importBreaches(innocent)).toEqual([]);
    expect(importBreaches(new Map([...innocent, [file, text]]))).toHaveLength(1);
  });

  it('are left alone where they may go', () => {
    const sources = new Map([
      ['src/core/a.ts', "import { parse } from 'jsonc-parser'; import { b } from './b.js';"],
      ['src/core/b.ts', "import type { Ajv } from 'ajv'; // import 'fs'"],
      ['src/inference/a.ts', "import * as ort from 'onnxruntime-node';"],
      [
        'src/lipsync/a.ts',
        "import '../face/a.js'; import '../media/a.js'; import '../files/a.js';",
      ],
      ['src/files/a.ts', "import { open } from 'node:fs/promises'; import '../core/a.js';"],
      ['src/face/a.ts', "import '../core/a.js';"],
      ['src/pixels/a.ts', ''],
      ['src/wav2lip/a.ts', "import '../core/a.js'; import '../pixels/a.js';"],
      ['src/render/affine.ts', ''],
      ['src/render/sampling.ts', "import './affine.js';"],
      ['src/render/own/a.ts', "import '../sampling.js'; import './b.js';"],
      ['src/render/own/b.ts', ''],
      ['src/render/drawn/a.ts', "import '../own/a.js';"],
      ['src/render/faceRenderer.ts', "import './own/a.js'; import './sampling.js';"],
      ['src/media/a.ts', "import { spawn } from 'node:child_process';"],
      ['src/extension.ts', "import 'vscode'; import './vscode/a.js';"],
      ['src/vscode/a.ts', "import * as vscode from 'vscode';"],
    ]);
    expect(importBreaches(sources)).toEqual([]);
  });
});
