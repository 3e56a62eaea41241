import { join } from 'node:path';
import type { ExitCode } from '../cli/exitCodes.js';
import { main } from '../cli/main.js';
import { studioCommand } from './studioCommand.js';

/** Beside the bundle that this is part of. */
const PLACES = { distFolder: __dirname, mediaFolder: join(__dirname, '..', 'media') };

/** `heygem studio`, with the code that listens. */
export function run(): Promise<ExitCode> {
  return main((launch) => async (folder, options) => {
    await launch(options, (context) => studioCommand(context, folder, options, PLACES));
    return undefined;
  });
}
