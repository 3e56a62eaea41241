import { readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { readSmallFile } from '../../files/readSmallFile.js';
import { FontError, fontFaces, type FontFace } from '../../subtitles/fontFile.js';

export interface ChosenFont {
  readonly face: FontFace;
  /** A file whose first face it is; absent where it has to be taken out of its collection. */
  readonly path?: string;
  /** Letters of the text that it does not have, each once. */
  readonly missing: string;
}

/** Where a person may say which font: the path of a .ttf, .otf or .ttc. */
const CHOICE = 'HEYGEM_SUBTITLE_FONT';

/**
 * Fonts by the names of their files, the better ones first. None is shipped: one with Chinese letters is larger than the
 * rest of the program, and each system has some.
 */
const KNOWN = [
  ...[
    'notosans-regular.ttf',
    'segoeui.ttf',
    'arial.ttf',
    'helvetica.ttc',
    'liberationsans-regular.ttf',
  ],
  'dejavusans.ttf',
  ...['notosanscjk-regular.ttc', 'notosanscjksc-regular.otf', 'notosanssc-regular.otf'],
  ...[
    'notosanssc-regular.ttf',
    'notosanssc-vf.ttf',
    'sourcehansanssc-regular.otf',
    'sourcehansanscn-regular.otf',
  ],
  ...['msyh.ttc', 'pingfang.ttc', 'hiragino sans gb.ttc', 'stheiti medium.ttc'],
  ...['simhei.ttf', 'wqy-microhei.ttc', 'wqy-zenhei.ttc', 'droidsansfallbackfull.ttf'],
  ...['yugothm.ttc', 'meiryo.ttc', 'malgun.ttf', 'applesdgothicneo.ttc', 'arial unicode.ttf'],
  ...['notosansarabic-regular.ttf', 'tahoma.ttf', 'notosanshebrew-regular.ttf', 'nirmala.ttf'],
  ...['notosansdevanagari-regular.ttf', 'notosansthai-regular.ttf', 'leelawui.ttf'],
];

/** Which face of a collection a language's readers are used to. */
const FACES: Readonly<Partial<Record<string, RegExp>>> = {
  zho: /\b(SC|GB|CN)\b/,
  jpn: /\bJP\b/,
  kor: /\bKR\b/,
};

const MOST_BYTES = 128 * 2 ** 20;
const DEEPEST = 5;
const MOST_FOLDERS = 2000;

/** Signs that nobody sees: that a font lacks them is no loss. */
const UNSEEN = /[\s\p{Cf}\p{Cc}\p{Variation_Selector}]/u;

/** The first font of this machine that has all letters of a text, else the one with the most; undefined without any. */
export async function fontFor(text: string, language: string): Promise<ChosenFont | undefined> {
  const letters = [...new Set(text)].filter((letter) => !UNSEEN.test(letter));
  let best: ChosenFont | undefined;
  for (const path of await fontPaths()) {
    const found = await chosenIn(path, letters, language);
    if (found && (best === undefined || found.missing.length < best.missing.length)) best = found;
    if (best?.missing === '') break;
  }
  return best;
}

async function chosenIn(
  path: string,
  letters: readonly string[],
  language: string,
): Promise<ChosenFont | undefined> {
  try {
    const faces = fontFaces(await readSmallFile(path, MOST_BYTES));
    const wanted = faces.findIndex(({ family }) => FACES[language]?.test(family));
    const face = faces[Math.max(0, wanted)];
    const missing = letters.filter((letter) => !face.has(letter.codePointAt(0) ?? 0)).join('');
    return { face, missing, ...(wanted <= 0 && { path }) };
  } catch (error) {
    if (error instanceof FontError || error instanceof Error) return undefined;
    throw error;
  }
}

async function fontPaths(): Promise<readonly string[]> {
  const chosen = process.env[CHOICE];
  const own = chosen !== undefined && isAbsolute(chosen) ? [chosen] : [];
  const found = new Map<string, string>();
  const budget = { folders: MOST_FOLDERS };
  for (const folder of fontFolders()) await gather(folder, DEEPEST, found, budget);
  return [...own, ...KNOWN.flatMap((name) => found.get(name) ?? [])];
}

async function gather(
  folder: string,
  depth: number,
  found: Map<string, string>,
  budget: { folders: number },
): Promise<void> {
  if ((budget.folders -= 1) < 0) return;
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    const name = entry.name.toLowerCase();
    if (entry.isDirectory() && depth > 0) await gather(path, depth - 1, found, budget);
    else if (KNOWN.includes(name) && !found.has(name)) found.set(name, path);
  }
}

function fontFolders(): readonly string[] {
  const home = homedir();
  switch (process.platform) {
    case 'win32':
      return [
        join(process.env['WINDIR'] ?? 'C:\\Windows', 'Fonts'),
        join(home, 'AppData', 'Local', 'Microsoft', 'Windows', 'Fonts'),
      ];
    case 'darwin':
      return ['/System/Library/Fonts', '/Library/Fonts', join(home, 'Library', 'Fonts')];
    default:
      return [
        ...['/usr/share/fonts', '/usr/local/share/fonts'],
        ...[join(home, '.local', 'share', 'fonts'), join(home, '.fonts')],
      ];
  }
}
