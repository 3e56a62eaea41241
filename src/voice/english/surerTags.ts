import { isPinyinName } from './pinyinNames.js';
import type { WordTag } from './tagger.js';

const SUBJECTS = new Set(['I', 'We', 'we', 'They', 'they']);
/** What may do something; after it, a noun before an article is none. */
const ACTORS = new Set<WordTag>(['NNP', 'NNPS', 'NNS', 'WP']);
const OBJECTS = new Set<WordTag>(['DT', 'PRP$', 'PRP', 'NNP']);
const PLACES = new Set<WordTag>(['IN', 'TO', 'RB']);

/**
 * Tags with verbs where the tagger sees a noun that grammar hardly allows: "I object", "can record", "students
 * use the", "Ming lives in". It matters for words that sound otherwise as verbs, and for no others.
 */
export function surerTags(tokens: readonly string[], tags: readonly WordTag[]): WordTag[] {
  // "Xiaoming" is no verb in -ing.
  const named = tags.map((tag, index) =>
    tag === 'VBG' && /zh|[xq]/i.test(tokens[index]) && isPinyinName(tokens[index]) ? 'NNP' : tag,
  );
  return named.map((tag, index) => {
    if (tag !== 'NN' && tag !== 'NNS') return tag;
    const before = named[index - 1];
    const after = named[index + 1];
    if (tag === 'NN' && (SUBJECTS.has(tokens[index - 1]) || before === 'MD')) return 'VB';
    if (ACTORS.has(before) && OBJECTS.has(after)) return tag === 'NN' ? 'VBP' : 'VBZ';
    if (tag === 'NNS' && before === 'NNP' && PLACES.has(after)) return 'VBZ';
    return tag;
  });
}
