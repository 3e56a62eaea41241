// Compiles assembly/kernels.ts to WebAssembly and writes it into src/pixels/kernelsBinary.ts, so that a
// build needs neither the compiler nor a file beside the bundle. With --check it writes nothing and fails
// where that file is another.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const TARGET = path.join(ROOT, 'src', 'pixels', 'kernelsBinary.ts');

/** @returns {Promise<Uint8Array>} the module; throws with the compiler's words where it fails */
async function compileKernels() {
  const written = new Map();
  const { error, stderr } = await asc.main(
    [
      ...['assembly/kernels.ts', '--baseDir', ROOT, '--outFile', 'kernels.wasm'],
      ...['-O3', '--enable', 'simd', '--runtime', 'stub', '--noAssert', '--use', 'abort='],
    ],
    { writeFile: (name, contents) => void written.set(name, contents) },
  );
  if (error !== null) throw new Error(`${error.message}\n${stderr.toString()}`);
  return written.get('kernels.wasm');
}

/** The text of `kernelsBinary.ts`. */
function binaryModule(bytes) {
  const lines =
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,96}/g) ?? [];
  return [
    '// Written by `node scripts/kernels.mjs` from assembly/: not to be edited.',
    '',
    "/** The pixel kernels' WebAssembly module, base64. */",
    'export const KERNELS_BINARY =',
    `${lines.map((line) => `  '${line}'`).join(' +\n')};`,
    '',
  ].join('\n');
}

const text = binaryModule(await compileKernels());
if (!process.argv.includes('--check')) writeFileSync(TARGET, text);
else if (readFileSync(TARGET, 'utf8') !== text) {
  console.error(
    'src/pixels/kernelsBinary.ts is not what assembly/ compiles to: run scripts/kernels.mjs',
  );
  process.exitCode = 1;
}
