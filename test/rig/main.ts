import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { takeScreenshot } from './screenshot.js';
import { CodeServer } from './server.js';
import { setUpChromium, setUpRig } from './setup.js';
import { makeShowcase } from './showcase.js';
import { chosenVersion } from './versions.js';

/**
 * Opens the packaged studio in a VS Code in the browser, for a person, until Ctrl+C:
 * `rig.cjs VSIX [--folder FOLDER] [--port PORT] [--locale zh-cn]`. Without a folder, a sample
 * project, gone afterwards. Or `rig.cjs --sample FOLDER`: writes the sample project, no more. Or
 * `rig.cjs VSIX --screenshot FILE`: takes the README's picture.
 */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      folder: { type: 'string' },
      port: { type: 'string', default: '8130' },
      locale: { type: 'string' },
      sample: { type: 'string' },
      screenshot: { type: 'string' },
    },
  });
  if (values.sample !== undefined) {
    console.log(join(values.sample, makeShowcase(process.cwd(), values.sample)));
    return;
  }
  const places = await setUpRig(chosenVersion(), say);
  const vsix = positionals.map((file) => resolve(file));
  if (values.screenshot === undefined) await serve(places, vsix, values);
  else await takeScreenshot(places, await setUpChromium(say), vsix, resolve(values.screenshot));
}

interface Wishes {
  readonly folder?: string | undefined;
  readonly port: string;
  readonly locale?: string | undefined;
}

async function serve(
  places: Parameters<typeof CodeServer.start>[0],
  vsix: readonly string[],
  { folder, port, locale }: Wishes,
): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'heygem-studio-'));
  const opened = folder === undefined ? join(root, 'course') : resolve(folder);
  if (folder === undefined) makeShowcase(process.cwd(), opened);
  const server = await CodeServer.start(places, {
    profile: join(root, 'profile'),
    vsix,
    port: Number(port),
    ...(locale === undefined ? {} : { locale }),
  });
  console.log(
    `\nHeyGem Studio in VS Code: ${server.address}/?folder=${encodeURIComponent(opened)}`,
  );
  console.log('Open that in a browser on this machine, then a .heygem file. Ctrl+C ends it.');
  await new Promise<void>((finish) => {
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, finish);
  });
  await server.stop();
  await rm(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

function say(line: string): void {
  console.log(line);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
