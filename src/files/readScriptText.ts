import { HeygemError } from '../core/errors.js';
import { scriptText } from '../core/voice/scriptBytes.js';
import { isMissing } from './missing.js';
import { readSmallFile, UnfitFile } from './readSmallFile.js';

/**
 * The text of a file that holds words. Rejects with `input-missing`, with `script-unreadable` where it is no text in
 * UTF-8, with `script-too-long`, which tells `limit`.
 */
export async function readScriptText(
  path: string,
  { bytes, limit }: { readonly bytes: number; readonly limit: number },
): Promise<string> {
  const text = scriptText(await scriptBytes(path, bytes, limit));
  if (text !== undefined) return text;
  throw new HeygemError('script-unreadable', { path });
}

async function scriptBytes(path: string, most: number, limit: number): Promise<Buffer> {
  try {
    return await readSmallFile(path, most);
  } catch (error) {
    if (isMissing(error)) throw new HeygemError('input-missing', { path }, String(error), error);
    if (error instanceof UnfitFile && error.reason === 'too-large') {
      throw new HeygemError('script-too-long', { name: path, limit });
    }
    throw new HeygemError('script-unreadable', { path }, String(error), error);
  }
}
