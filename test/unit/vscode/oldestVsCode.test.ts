import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { NEWEST, OLDEST } from '../../rig/versions.js';

const ROOT = join(import.meta.dirname, '../../..');

interface Package {
  readonly version: string;
  readonly engines: { readonly vscode: string };
}

function packageOf(folder: string): Package {
  return JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8')) as Package;
}

/** 1.100.3 is 1100: patches of VS Code add no API. */
function release(version: string): number {
  const [major = NaN, minor = NaN] = version.split('.').map(Number);
  return major * 1000 + minor;
}

describe('the oldest VS Code that the extension is let into', () => {
  const { engines } = packageOf('.');
  const oldest = engines.vscode.replace(/^\^/, '');

  it('is the one that tests can be run in', () => {
    expect(OLDEST.vscode).toBe(oldest);
    expect(release(NEWEST.vscode)).toBeGreaterThan(release(oldest));
  });

  it('has all of the API that the types name', () => {
    const types = packageOf('node_modules/@types/vscode').version;
    expect(release(types)).toBeLessThanOrEqual(release(oldest));
  });
});
