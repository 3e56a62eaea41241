/** The names of the letters, in the voice's alphabet, for what is spelled within Chinese. */
const NAMES: Readonly<Record<string, string>> = {
  a: 'ˈA',
  b: 'bˈi',
  c: 'sˈi',
  d: 'dˈi',
  e: 'ˈi',
  f: 'ˈɛf',
  g: 'ʤˈi',
  h: 'ˈAʧ',
  i: 'ˈI',
  j: 'ʤˈA',
  k: 'kˈA',
  l: 'ˈɛl',
  m: 'ˈɛm',
  n: 'ˈɛn',
  o: 'ˈO',
  p: 'pˈi',
  q: 'kjˈu',
  r: 'ˈɑɹ',
  s: 'ˈɛs',
  t: 'tˈi',
  u: 'jˈu',
  v: 'vˈi',
  w: 'dˈʌbᵊlju',
  x: 'ˈɛks',
  y: 'wˈI',
  z: 'zˈi',
};

/** Whether a Latin word within Chinese is said letter by letter: AI, GPU, A股, but not NASA. */
export function isSpelled(word: string): boolean {
  return /^(?:[A-Za-z]|[A-Z]{2,3}|[A-Z]*[BCDFGHJKLMNPQRSTVWXZ]{4}[A-Z]*)$/.test(word);
}

/** The names of a word's letters. */
export function letterNames(word: string): string {
  return Array.from(word.toLowerCase())
    .map((letter) => (Object.hasOwn(NAMES, letter) ? NAMES[letter] : ''))
    .join(' ');
}
