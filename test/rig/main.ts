import { mkdirSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { makeSample } from './sample.js';
import { CodeServer } from './server.js';
import { setUpRig } from './setup.js';

/**
 * Opens the packaged studio in a VS Code in the browser, for a person, until Ctrl+C:
 * `rig.cjs VSIX [--folder FOLDER] [--port PORT] [--locale zh-cn]`. Without a folder, a sample
 * project, gone afterwards.
 */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      folder: { type: 'string' },
      port: { type: 'string', default: '8130' },
      locale: { type: 'string' },
    },
  });
  const places = await setUpRig((line) => {
    console.log(line);
  });
  const root = mkdtempSync(join(tmpdir(), 'heygem-studio-'));
  const folder = values.folder === undefined ? join(root, 'course') : resolve(values.folder);
  if (values.folder === undefined) {
    mkdirSync(folder);
    makeSample(process.cwd(), folder);
  }
  const server = await CodeServer.start(places, {
    profile: join(root, 'profile'),
    vsix: positionals.map((file) => resolve(file)),
    port: Number(values.port),
    ...(values.locale === undefined ? {} : { locale: values.locale }),
  });
  const address = `${server.address}/?folder=${encodeURIComponent(folder)}`;
  console.log(`\nHeyGem Studio in VS Code: ${address}`);
  console.log('Open that in a browser on this machine, then a .heygem file. Ctrl+C ends it.');
  await new Promise<void>((finish) => {
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, finish);
  });
  await server.stop();
  await rm(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
