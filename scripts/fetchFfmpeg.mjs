// `npm run fetch:ffmpeg`: the ffmpeg that the packages carry, for this clone (media/ffmpeg/bin).
//   npm run fetch:ffmpeg -- [--target PLATFORM]... [--pin]
// --pin takes whatever the named version has and writes its sums into src/media/carriedBuild.json.
import { parseArgs } from 'node:util';
import { CARRIED_PLATFORMS, fetchCarried, pinCarried } from './carriedBuild.mjs';

async function main() {
  const { values } = parseArgs({
    options: {
      target: { type: 'string', multiple: true },
      pin: { type: 'boolean', default: false },
    },
  });
  if (values.pin) {
    for (const target of values.target ?? CARRIED_PLATFORMS) await pinCarried(target);
    return;
  }
  for (const target of values.target ?? [undefined]) console.log(await fetchCarried(target));
}

await main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
