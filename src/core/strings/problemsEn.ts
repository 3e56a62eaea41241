import type { ProblemCode } from '../project/problems.js';
import type { ErrorText } from './en.js';

/** `{name}` is replaced by the parameter of that name. */
export const problemTexts: Readonly<Record<ProblemCode, ErrorText>> = {
  'too-large': {
    sentence: 'This text is too large for a project.',
    hint: 'A project is {limit} at most; check that this is the right file.',
  },
  'too-many-values': {
    sentence: 'This text has more names and values than a project can have.',
    hint: 'Split it into several projects, or check that this is the right file.',
  },
  'too-deep': {
    sentence: 'This text is nested too deeply for a project.',
    hint: 'Check that this is the right file.',
  },
  empty: {
    sentence: 'This project is still empty.',
    hint: 'Open it in the editor and add a video and a recording, or make one with `heygem new`.',
  },
  syntax: {
    sentence: 'This is not valid JSON.',
    hint: 'Look for a missing or extra comma, quote or bracket here or just before.',
  },
  'not-object': {
    sentence: 'This is not a project: it must be a JSON object.',
    hint: 'Put everything inside { and }, or make a project with `heygem new`.',
  },
  'duplicate-key': {
    sentence: 'The field "{key}" is there twice.',
    hint: 'Remove one of the two.',
  },
  'unsupported-version': {
    sentence: 'This project has version {version}, which this HeyGem Studio does not know.',
    hint: 'Update HeyGem Studio, or set "version" to 1.',
  },
  'missing-field': { sentence: 'The field "{field}" is missing.', hint: 'Add it.' },
  'unknown-field': {
    sentence: 'The field "{field}" is unknown and has no effect.',
    hint: 'Check its spelling.',
  },
  'wrong-type': {
    sentence: 'This value is of the wrong type.',
    hint: 'Write a value of type {expected}.',
  },
  'out-of-range': {
    sentence: 'This number is out of range.',
    hint: 'Choose a number in {bounds}.',
  },
  'not-one-of': { sentence: 'This value is not known here.', hint: 'Choose one of: {allowed}.' },
  'too-long': { sentence: 'This text is too long.', hint: 'Use {limit} characters at most.' },
  'too-many': { sentence: 'This list is too long.', hint: 'Use {limit} entries at most.' },
  'bad-text': {
    sentence: 'This text holds control characters.',
    hint: 'Type it again instead of pasting it.',
  },
  'bad-id': {
    sentence: '"{value}" cannot be an id here.',
    hint: 'Use up to 40 letters a-z, digits, - and _, with a letter or digit first; a pair is video+audio.',
  },
  'bad-name': {
    sentence: '"{value}" cannot be the name of an output.',
    hint: 'Use a file name that ends in .mp4, without slashes, such as {{video}}-{{audio}}.mp4.',
  },
  'unknown-token': {
    sentence: '{token} means nothing in a name.',
    hint: 'Use {{video}}, {{audio}}, {{videoLabel}}, {{audioLabel}} or {{title}}.',
  },
  'path-empty': { sentence: 'This path is empty.', hint: 'Choose a file.' },
  'path-absolute': {
    sentence: '{path} is not relative to the project.',
    hint: 'Put the file beside the project and write its path from there.',
  },
  'path-backslash': {
    sentence: '{path} has backslashes.',
    hint: 'Write it with forward slashes, so that it works on every system.',
  },
  'path-control': {
    sentence: 'This path holds control characters.',
    hint: 'Choose the file again.',
  },
  'path-outside': {
    sentence: '{path} lies outside the project folder.',
    hint: 'Pairs that use it wait. Copy it in or allow this file on its card, or write "outside": true beside the path.',
  },
  'output-outside': {
    sentence: 'The folder for results, {path}, lies outside the project folder.',
    hint: 'Choose a folder inside the project folder.',
  },
  'name-unportable': {
    sentence: 'Windows cannot have a file or folder called {name}.',
    hint: 'Choose another name, so that the project works there too.',
  },
  'part-empty': {
    sentence: 'What is used of this file ends before it begins.',
    hint: 'Choose a number greater than {from}, or remove "to".',
  },
  'bad-word': {
    sentence: '"{value}" cannot be said.',
    hint: 'Write at least one letter, on one line, for the word and for how it is said.',
  },
  'bad-voice': {
    sentence: '"{value}" cannot be the name of a voice.',
    hint: 'Choose a voice of the list, or remove "voice" for the usual one.',
  },
  'unknown-syllable': {
    sentence: '"{word}" cannot be said so: "{part}" is no syllable of Chinese with its tone.',
    hint: 'Write pinyin with a tone for each syllable, as in "chong2 qing4". Until then the word is read as it is written.',
  },
  'unknown-sound': {
    sentence: '"{word}" cannot be said so: no voice knows the sound "{part}".',
    hint: 'Write another spelling instead, as in "hey gem". Until then the word is read as it is written.',
  },
  'unsaid-word': {
    sentence: 'Nothing of "{word}" can be said.',
    hint: 'Write a word with letters or digits.',
  },
  'script-missing': {
    sentence: 'There is nothing to say here.',
    hint: 'Write the script as "text", or name a file with it as "file".',
  },
  'script-twice': {
    sentence: 'This says both a text and a file to read from.',
    hint: 'Remove "text" or "file".',
  },
  'script-kind': {
    sentence: '{path} is no file that a script can be read from.',
    hint: 'Use a .txt, .md, .srt or .vtt file.',
  },
  'speech-name': {
    sentence: '{path} cannot be the recording that is made of a script.',
    hint: 'Use a name that ends in .wav.',
  },
  'speech-outside': {
    sentence: '{path}, where a script would be spoken to, lies outside the project folder.',
    hint: 'Choose a place inside the project folder.',
  },
  'speech-shared': {
    sentence: '{path} is made from a script, and another audio uses it too.',
    hint: 'Give each script a recording of its own.',
  },
  'duplicate-id': {
    sentence: 'The id "{id}" is used twice.',
    hint: 'Give each audio and each video an id of its own.',
  },
  'unknown-video': {
    sentence: 'There is no video "{id}".',
    hint: 'Add the video, or remove what mentions it.',
  },
  'unknown-audio': {
    sentence: 'There is no audio "{id}".',
    hint: 'Add the audio, or remove what mentions it.',
  },
  'duplicate-pair': {
    sentence: 'The pair {id} is listed twice.',
    hint: 'It is made once; remove one of the two.',
  },
  'too-many-pairs': {
    sentence: 'This project asks for more than {limit} videos.',
    hint: 'Split it into several projects.',
  },
  'more-problems': {
    sentence: 'There are {count} more mistakes.',
    hint: 'Mend those above first.',
  },
};
