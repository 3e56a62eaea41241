import { readFile } from 'node:fs/promises';
import { HeygemError } from '../core/errors.js';
import type { Model } from '../core/model.js';
import { OnnxModel } from '../inference/onnxModel.js';
import { kokoroGraph } from '../voice/kokoro/kokoroGraph.js';
import { KokoroEngine } from '../voice/kokoro/kokoroEngine.js';
import { floatsOf, packVocabulary } from '../voice/kokoro/packSource.js';
import type { OpenFolder } from '../voice/own/folderVoices.js';
import type { KokoroFolder } from '../voice/own/kokoroFolder.js';
import { kokoroVoice, READ_HERE } from '../voice/own/kokoroVoice.js';
import { STYLE_WIDTH } from '../voice/own/styleFile.js';
import type { VoiceEngine } from '../voice/voiceEngine.js';
import { THREADS, type PackVoices } from './packVoices.js';

/**
 * Speaks with the models of a person's folders as with the pack's, by which texts are read for them: without the
 * pack the first sentence rejects with `voices-missing`.
 */
export function folderOpener(pack: PackVoices | undefined): OpenFolder {
  return (folder) =>
    pack ? openFolder(folder, pack) : Promise.reject(new HeygemError('voices-missing'));
}

function openFolder(folder: KokoroFolder, { pack, reader }: PackVoices): Promise<VoiceEngine> {
  const files = new Map(folder.voices.map((file) => [file.name, file]));
  const voices = [...files.keys()].map((id) => ({
    id,
    kind: 'folder' as const,
    ...kokoroVoice(id),
  }));
  let loading: Promise<Loaded> | undefined;
  const load = (): Promise<Loaded> => {
    const started = (loading ??= loadGraph(folder));
    // What is wrong with it may be mended.
    started.catch(() => (loading = undefined));
    return started;
  };
  const kokoro = new KokoroEngine({
    source: {
      voices,
      languageOf: (id) => READ_HERE.find((language) => language === kokoroVoice(id).language),
      // Whoever asks knows the folder's own files; the pack's decide how text is read.
      filesVersion: () =>
        pack.files
          .filter(({ file }) => /^english\/|^oov|^vocab/.test(file))
          .map(({ sha256 }) => sha256),
      vocabulary: () => packVocabulary(pack),
      style: async (id) => {
        const file = files.get(id);
        if (file === undefined) throw new HeygemError('voice-missing', { voice: id });
        const end = file.offset + file.rows * STYLE_WIDTH * Float32Array.BYTES_PER_ELEMENT;
        return floatsOf((await readFile(file.path)).subarray(file.offset, end));
      },
    },
    open: async () => (await load()).graph,
    read: reader.read,
    readingVersion: reader.version,
  });
  return Promise.resolve({
    voices,
    version: (voice) => kokoro.version(voice),
    speak: (sentence, options) => kokoro.speak(sentence, options),
    dispose: async () => {
      await kokoro.dispose();
      await (await loading?.catch(() => undefined))?.model.dispose();
    },
  });
}

interface Loaded {
  readonly model: OnnxModel;
  readonly graph: Model;
}

/** @throws HeygemError voice-folder-unusable */
async function loadGraph({ path, model: file }: KokoroFolder): Promise<Loaded> {
  const unusable = (problem: string, cause?: unknown) =>
    new HeygemError('voice-folder-unusable', { path, problem }, undefined, cause);
  const settings = { provider: 'cpu', threads: THREADS, variedLengths: true } as const;
  const model = await OnnxModel.create('kokoro', file, settings).catch((error: unknown) => {
    throw unusable(`its model cannot be loaded: ${String(error)}`, error);
  });
  const graph = kokoroGraph(model);
  if (typeof graph !== 'string') return { model, graph };
  await model.dispose();
  throw unusable(`its model is another one: ${graph}`);
}
