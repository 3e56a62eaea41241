import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { format } from 'node:util';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { Browser } from '../rig/browser.js';
import { CodeServer } from '../rig/server.js';
import { addTestDriver } from '../rig/testDriver.js';
import { ROOT } from './steps.js';

const LIMIT_MS = 280_000;

/** VS Code itself runs `test/vscode`, with its real API, on the extension as built in this folder. */
describe('in the extension host', () => {
  const root = mkdtempSync(join(tmpdir(), 'heygem-host-'));
  const workspace = join(root, 'workspace');
  let server: CodeServer | undefined;
  let browser: Browser | undefined;

  beforeAll(async () => {
    mkdirSync(workspace);
    const profile = join(root, 'profile');
    // Ports get hosts of their own, as remotes give them, so that test/vscode meets a foreign one.
    const env = {
      VSCODE_PROXY_URI: 'https://{{port}}.studio.example/',
      HEYGEM_EXPECTED_VSCODE: inject('places').version.vscode,
    };
    const options = { profile, vsix: [], testDriver: true, env };
    server = await CodeServer.start(inject('places'), options);
    browser = await Browser.launch({ program: inject('chromium') });
    await browser.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  });

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await rm(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  });

  it('all tests pass', async () => {
    if (!server || !browser) throw new Error('VS Code has not started');
    const { page } = browser;
    const lines: string[] = [];
    const ended = new Promise<number>((resolve) => {
      void page.exposeFunction('codeAutomationExit', resolve);
    });
    await page.exposeFunction('codeAutomationLog', (kind: string, args: unknown[]) => {
      if (kind !== 'debug') lines.push(format(...args));
    });
    if (!inject('places').version.passesOptions) await addTestDriver(page);
    await page.goto(`${server.address}/?${query(server.address, workspace)}`);
    const limit = new Promise<'timeout'>((resolve) => {
      setTimeout(resolve, LIMIT_MS, 'timeout');
    });
    const code = await Promise.race([ended, limit]);
    const said = lines.join('\n');
    mkdirSync(join(ROOT, 'out', 'e2e'), { recursive: true });
    writeFileSync(join(ROOT, 'out', 'e2e', 'extension-host.log'), `${said}\n`);
    expect(code, said).toBe(0);
    expect(Number(/(\d+) passing/.exec(said)?.[1])).toBeGreaterThan(5);
  });
});

function query(address: string, folder: string): string {
  const remote = `vscode-remote://${new URL(address).host}${ROOT}`;
  const payload = [
    ['extensionDevelopmentPath', remote],
    ['extensionTestsPath', `${remote}/dist/vscodeTests.cjs`],
  ];
  return new URLSearchParams({ folder, payload: JSON.stringify(payload) }).toString();
}
