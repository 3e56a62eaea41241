// The voices as an extension of their own, the same for every platform: data, and no program.
import { cpSync, linkSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { ROOT } from './steps.mjs';
import { PACK, makePack } from './voices/makePack.mjs';

const SOURCE = path.join(ROOT, 'voices-extension');

/** Writes the package into `out`, with a pack that is whole. Returns its path. */
export async function packVoices(out) {
  await makePack();
  const folder = path.join(out, 'voices');
  rmSync(folder, { recursive: true, force: true });
  cpSync(SOURCE, folder, { recursive: true });
  linkAll(PACK, path.join(folder, 'voices'));
  // Whose terms are the strictest: each part's own lie with it.
  cpSync(path.join(PACK, 'licences', 'kokoro-LICENSE.txt'), path.join(folder, 'LICENSE.txt'));
  const { name, version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const packagePath = path.join(out, `${name}-${version}.vsix`);
  await createVSIX({
    cwd: folder,
    packagePath,
    dependencies: false,
    allowMissingRepository: true,
    rewriteRelativeLinks: false,
  });
  const size = (statSync(packagePath).size / 1e6).toFixed(1);
  console.log(`${path.relative(process.cwd(), packagePath)}  ${size} MB`);
  return packagePath;
}

/** A copy that takes no room, where the file systems are one. */
function linkAll(from, to) {
  for (const entry of readdirSync(from, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const source = path.join(entry.parentPath ?? entry.path, entry.name);
    const target = path.join(to, path.relative(from, source));
    mkdirSync(path.dirname(target), { recursive: true });
    try {
      linkSync(source, target);
    } catch {
      cpSync(source, target);
    }
  }
}
