// Which npm packages the product carries: those inside its bundles, as esbuild counted them, and those
// beside them, as `.vscodeignore` and scripts/package.mjs let them in.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../steps.mjs';

/** What ships; bundles of tests and benches do not. */
export const SHIPPED = [
  ...['cli', 'worker', 'fleet', 'studioServer', 'extension'].map((name) => `dist/${name}.cjs`),
  ...['webview', 'studio'].map((name) => `dist/${name}.js`),
];

/** What the bundles load from beside them: it has files of its own that no bundler can follow. */
export const BESIDE = ['onnxruntime-node', 'onnxruntime-web'];

/** Parts of the compiler stand in what it compiles: src/pixels, from assembly/. */
const COMPILED_IN = ['node_modules/assemblyscript'];

/** Up to the name of the innermost package. */
const PACKAGE = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/;

/** esbuild's account of each bundle, by its path; `npm run build` writes it. */
export function readBundles(file = path.join(ROOT, 'dist', 'bundles.json')) {
  if (!existsSync(file)) throw new Error(`${file} is not there: npm run build makes it.`);
  const bundles = JSON.parse(readFileSync(file, 'utf8'));
  const missing = SHIPPED.filter((name) => bundles[name] === undefined);
  if (missing.length > 0) throw new Error(`${file} does not tell of ${missing.join(', ')}`);
  return bundles;
}

/** The folders of the packages that are in `bundles`, or beside them. */
export function carriedPackages(bundles) {
  const inside = SHIPPED.flatMap((name) =>
    Object.entries(bundles[name].inputs)
      .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
      .flatMap(([input]) => PACKAGE.exec(input)?.[0] ?? []),
  );
  const rules = ['.vscodeignore', 'scripts/package.mjs'].map((name) =>
    readFileSync(path.join(ROOT, name), 'utf8'),
  );
  const beside = rules.flatMap((text) =>
    [...text.matchAll(/!(node_modules\/(?:@[^/]+\/)?[^/]+)/g)].map(([, folder]) => folder),
  );
  return [...new Set([...inside, ...beside, ...COMPILED_IN])]
    .sort()
    .map((folder) => path.resolve(ROOT, folder));
}
