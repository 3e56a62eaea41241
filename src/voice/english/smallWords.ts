/**
 * The few words whose sounds depend on what follows: "the apple", "to go", "used to". After misaki's `en.py`
 * (hexgrad, Apache-2.0) as ported in hibari-tts (Maureese Williams, Apache-2.0); written anew.
 */
import { parentOf, type Following, type Lexicon } from './lexicon.js';
import type { WordTag } from './tagger.js';

/** Undefined where the word is none of them. */
export function readSmallWord(
  word: string,
  tag: WordTag,
  following: Following,
  lexicon: Lexicon,
): string | undefined {
  const { startsWithVowel } = following;
  const isCapital = word.length > 1 && word === word.toUpperCase();
  switch (word.toLowerCase()) {
    case 'a':
      return tag === 'DT' ? 'ɐ' : 'ˈA';
    case 'an':
      return isCapital && tag.startsWith('NN') ? lexicon.spell(word) : 'ɐn';
    case 'am':
      if (tag.startsWith('NN')) return lexicon.spell(word);
      return startsWithVowel === undefined || word !== 'am' ? lexicon.byTag('am', '') : 'ɐm';
    case 'i':
      return word === 'I' && tag === 'PRP' ? 'ˌI' : undefined;
    case 'by':
      return parentOf(tag) === 'ADV' ? 'bˈI' : undefined;
    case 'to':
      if (isCapital && tag !== 'TO' && tag !== 'IN') return undefined;
      if (startsWithVowel === undefined) return lexicon.byTag('to', '');
      return startsWithVowel ? 'tʊ' : 'tə';
    case 'in':
      if (isCapital && tag === 'NNP') return undefined;
      return startsWithVowel === undefined || tag !== 'IN' ? 'ˈɪn' : 'ɪn';
    case 'the':
      if (isCapital && tag !== 'DT') return undefined;
      return startsWithVowel === true ? 'ði' : 'ðə';
    case 'used':
      return lexicon.byTag('used', following.isTo && /^(VBD|JJ)$/.test(tag) ? 'VBD' : 'DEFAULT');
    default:
      return undefined;
  }
}
