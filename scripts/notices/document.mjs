// THIRD-PARTY-NOTICES.md as text: the packages with their licences, then what is no npm package.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../steps.mjs';

const read = (...place) => readFileSync(path.join(ROOT, ...place), 'utf8').trim();

const HEAD = `# Third-party notices

HeyGem Studio is under the MIT licence (LICENSE). It carries the work of others, listed here with their
licences. \`node scripts/notices.mjs\` writes this file from what the bundles contain.`;

const OTHERS = `## ONNX Runtime

Its native libraries and its WebAssembly build contain further works; their notices are in
media/onnxruntime/ThirdPartyNotices.txt. In the package for Windows lie, as onnxruntime-node carries them,
DirectML.dll and dxil.dll, by Microsoft and under its terms for redistribution, and dxcompiler.dll, the DirectX
Shader Compiler, under the University of Illinois/NCSA licence of LLVM.`;

const VOICES = `## Voices

The voices are no part of these packages. The extension HeyGem Voices, and what \`npm run voices\` makes,
carry Kokoro-82M by hexgrad (Apache-2.0), its graph from kokoro-onnx by thewh1teagle (MIT), lexicons and networks
from hibari-tts and misaki (Apache-2.0) and a table from spaCy (MIT), with the texts of their licences in
voices/licences.`;

/** @param models those of models/manifest.json */
export function writeNotices(packages, models) {
  return [
    HEAD,
    '## Packages',
    table(
      ['package', 'licence'],
      packages.map(({ id, licence }) => [id, licence]),
    ),
    ...groups(packages).map(licenceSection),
    ...packages.filter(({ notice }) => notice !== undefined).map(noticeSection),
    OTHERS,
    '## Models',
    table(
      ['model', 'licence', 'source'],
      models.map(({ file, licence, source }) => [file, licence, source]),
    ),
    'The text of the Apache License stands above. The file models/NOTICE:',
    fenced(read('models', 'NOTICE')),
    '## ffmpeg',
    'In the packages of the extension, not in that of npm. The file media/ffmpeg/NOTICE:',
    fenced(read('media', 'ffmpeg', 'NOTICE')),
    VOICES,
    '',
  ].join('\n\n');
}

/** Packages under the same words stand above them together. */
function groups(packages) {
  const texts = [...new Set(packages.map(({ text }) => text))];
  return texts.map((text) => ({
    text,
    ids: packages.filter((each) => each.text === text).map(({ id }) => id),
  }));
}

function licenceSection({ text, ids }) {
  return `### ${ids.join(', ')}\n\n${fenced(text)}`;
}

function noticeSection({ id, notice }) {
  return `### Notice of ${id}\n\n${fenced(notice)}`;
}

function fenced(text) {
  return `~~~~text\n${text}\n~~~~`;
}

function table(head, rows) {
  const line = (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
