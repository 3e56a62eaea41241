import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import type { RigPlaces } from '../rig/places.js';
import { setUpChromium, setUpFirefox, setUpRig } from '../rig/setup.js';
import { chosenVersion } from '../rig/versions.js';

declare module 'vitest' {
  interface ProvidedContext {
    readonly places: RigPlaces;
    readonly chromium: string;
    readonly firefox: string;
    /** The packaged extension for this machine. */
    readonly vsix: string;
  }
}

const ROOT = join(import.meta.dirname, '../..');

/** Installs what is missing and packages the extension as people get it; HEYGEM_VSIX names a ready one. */
export async function setup(project: TestProject): Promise<void> {
  const say = (line: string) => {
    console.log(line);
  };
  project.provide('places', await setUpRig(chosenVersion(), say));
  project.provide('chromium', await setUpChromium(say));
  project.provide('firefox', await setUpFirefox(say));
  project.provide('vsix', process.env.HEYGEM_VSIX ?? packExtension());
}

function packExtension(): string {
  const target = `${process.platform}-${process.arch}`;
  const script = join(ROOT, 'scripts', 'package.mjs');
  execFileSync(process.execPath, [script, '--target', target], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    readonly name: string;
    readonly version: string;
  };
  return join(ROOT, 'out', 'package', `${manifest.name}-${target}-${manifest.version}.vsix`);
}
