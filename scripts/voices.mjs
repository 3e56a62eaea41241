// `npm run voices`: the voices pack, made of packages from the registries (scripts/voices/contents.mjs).
//   npm run voices -- [--out FOLDER] [--pin]
// Without --out it is the folder voices/ of this clone. A pack that is whole is left as it is.
// --pin takes whatever the named versions have and writes its sums into scripts/voices/sums.json.
import path from 'node:path';
import { parseArgs } from 'node:util';
import { PACK, makePack } from './voices/makePack.mjs';

async function main() {
  const { values } = parseArgs({
    options: { out: { type: 'string', default: PACK }, pin: { type: 'boolean', default: false } },
  });
  const folder = path.resolve(values.out);
  const isNew = await makePack(folder, { pin: values.pin });
  console.log(isNew ? `${folder} holds the voices now.` : `${folder} holds the voices already.`);
}

await main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
