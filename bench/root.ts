import { resolve } from 'node:path';

/** The repository: the bench runs bundled, from dist/. */
export const ROOT = resolve(__dirname, '..');
