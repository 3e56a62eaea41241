import { join } from 'node:path';
import type { CacheKindName } from '../engine/cacheKinds.js';

const KINDS: readonly CacheKindName[] = ['media', 'previews', 'stills', 'tries', 'speeches'];

/** The folders of the cache that a page may load from: what was made to be shown, and nothing learnt. */
export function pageFolders(cacheRoot: string): readonly string[] {
  return KINDS.map((kind) => join(cacheRoot, kind));
}
