import type { KokoroSource } from './kokoroEngine.js';
import { packVoice } from './packVoice.js';
import { parseVocabulary, type Vocabulary } from './tokens.js';
import { readPackFile, type VoicesPack } from './voicesPack.js';

/** The voices of the pack as its network speaks with them. */
export function packSource(pack: VoicesPack): KokoroSource {
  return {
    voices: pack.voices,
    languageOf: (id) => packVoice(id)?.language,
    filesVersion: (id) =>
      pack.files
        .filter(({ file }) => !/^(cards|licences|styles)\//.test(file) || file === styleFile(id))
        .map(({ sha256 }) => sha256),
    vocabulary: () => packVocabulary(pack),
    style: async (id) => floatsOf(await readPackFile(pack, styleFile(id))),
  };
}

export async function packVocabulary(pack: VoicesPack): Promise<Vocabulary> {
  return parseVocabulary((await readPackFile(pack, 'vocab.json')).toString('utf8'));
}

/** @param bytes 32-bit floats */
export function floatsOf(bytes: Buffer): Float32Array {
  const copy = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  return new Float32Array(copy as ArrayBuffer);
}

function styleFile(id: string): string {
  return `styles/${id}.bin`;
}
