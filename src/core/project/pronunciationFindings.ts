import { pronunciationProblem } from '../voice/pronunciation.js';
import { type Finding, pointerStep } from './problems.js';

/** What a schema cannot see of how words are said. What has a problem is not used: the word is read as it is written. */
export function pronunciationFindings(pronunciations: unknown): Finding[] {
  if (typeof pronunciations !== 'object' || pronunciations === null) return [];
  return Object.entries(pronunciations).flatMap(([word, said]): Finding[] => {
    if (typeof said !== 'string') return [];
    const path = `/pronunciations${pointerStep(word)}`;
    const problem = pronunciationProblem(word, said);
    switch (problem?.kind) {
      case 'no-syllable':
      case 'no-tone':
        return [{ code: 'unknown-syllable', path, params: { word, part: problem.syllable } }];
      case 'no-sound':
        return [{ code: 'unknown-sound', path, params: { word, part: problem.letter } }];
      case 'word-empty':
        return [{ code: 'unsaid-word', path, params: { word } }];
      case 'silent':
        return [{ code: 'unsaid-word', path, params: { word: said } }];
      default:
        // Lengths, and what is empty, the schema has told.
        return [];
    }
  });
}
