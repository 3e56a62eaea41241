import type { Accent } from './accent.js';
import { britishSounds } from './british.js';
import { withS } from './endings.js';

/** Words of our time that misaki's lists lack or misread, in American sounds. */
const SOUNDS: Readonly<Record<string, string>> = {
  config: 'kˈɑnfˌɪɡ',
  debian: 'dˈɛbiən',
  deepseek: 'dˈipsˌik',
  eslint: 'ˌiˌɛslˈɪnt',
  ffmpeg: 'ˌɛfˌɛfˈɛmpˌɛɡ',
  gibibyte: 'ɡˈɪbibˌIt',
  gigahertz: 'ɡˈɪɡəhˌɜɹts',
  github: 'ɡˈɪthˌʌb',
  gitlab: 'ɡˈɪtlˌæb',
  heygem: 'hˈAʤˌɛm',
  huawei: 'wˈɑwˌA',
  ipad: 'ˈIpˌæd',
  iphone: 'ˈIfˌOn',
  json: 'ʤˈAsən',
  kibibyte: 'kˈɪbibˌIt',
  kokoro: 'kəkˈɔɹO',
  kubernetes: 'kˌubəɹnˈɛTiz',
  linkedin: 'lˌɪŋktˈɪn',
  livestream: 'lˈIvstɹˌim',
  macbook: 'mˈækbˌʊk',
  mebibyte: 'mˈɛbibˌIt',
  nginx: 'ˌɛnʤɪnˈɛks',
  oauth: 'ˈOˌɔθ',
  openai: 'ˌOpənˌAˈI',
  pytorch: 'pˈItˌɔɹʧ',
  qwen: 'kwˈɛn',
  redis: 'ɹˈɛdɪs',
  sqlite: 'ˈɛskjˌuˌɛlˌIt',
  tencent: 'tˈɛnsˌɛnt',
  tiktok: 'tˈɪktˌɑk',
  typescript: 'tˈIpskɹˌɪpt',
  vite: 'vˈit',
  webpack: 'wˈɛbpˌæk',
  wechat: 'wˈiʧˌæt',
  whatsapp: 'wˈʌtsˌæp',
  wifi: 'wˈIfˌI',
  xiaomi: 'ʃˈWmi',
  yaml: 'jˈæməl',
};
/** In capitals only: letters, and what begins "O'Neill". */
const CAPITALS: Readonly<Record<string, string>> = { VS: 'vˌiˈɛs', "O'": 'O' };

/** The sounds of a word of ours, plain or with an -s; undefined where it is none. */
export function readOwnWord(word: string, accent: Accent): string | undefined {
  const whole = soundsOf(word, accent);
  if (whole !== undefined) return whole;
  const stem = /^(.+?)'?s$/.exec(word)?.[1];
  const stemSounds = stem === undefined ? undefined : soundsOf(stem, accent);
  return stemSounds === undefined ? undefined : withS(stemSounds, accent);
}

function soundsOf(word: string, accent: Accent): string | undefined {
  const small = word.toLowerCase();
  const sounds = Object.hasOwn(SOUNDS, small)
    ? SOUNDS[small]
    : Object.hasOwn(CAPITALS, word)
      ? CAPITALS[word]
      : undefined;
  return sounds !== undefined && accent === 'gb' ? britishSounds(sounds) : sounds;
}
