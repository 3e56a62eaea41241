import { FASTEST, SLOWEST } from '../voice/say.js';

/** UTF-16 units at most of one script, written here or in a file of its own. */
export const LONGEST_SCRIPT = 200_000;
/** Seconds of silence between sentences: more than this is a mistake. */
const LONGEST_PAUSE = 30;

/** At least one sign that is seen, and no control characters. */
export const WORD_PATTERN = '^[^\\u0000-\\u001f\\u007f]*\\S[^\\u0000-\\u001f\\u007f]*$';
export const VOICE_PATTERN = '^[^\\u0000-\\u0020\\u007f][^\\u0000-\\u001f\\u007f]*$';
export const SCRIPT_FILE = /\.(txt|md|markdown|srt|vtt)$/i;

const pause = (description: string) => ({
  description,
  type: 'number',
  minimum: 0,
  maximum: LONGEST_PAUSE,
});

/** What an audio that is spoken from a script says of it. @param text the pattern of what people write */
export const saySchema = (text: string, path: object) => ({
  description: 'A script that is spoken. The recording at `path` is made from it.',
  type: 'object',
  additionalProperties: false,
  properties: {
    text: {
      description: 'The script itself.',
      type: 'string',
      maxLength: LONGEST_SCRIPT,
      pattern: text,
    },
    file: {
      ...path,
      description: 'The file with the script: .txt, .md, .srt or .vtt.',
    },
    voice: {
      description: 'Who speaks; the usual voice of the language unless told.',
      type: 'string',
      maxLength: 200,
      pattern: VOICE_PATTERN,
    },
    speed: {
      description: "1 is the voice's own pace.",
      type: 'number',
      minimum: SLOWEST,
      maximum: FASTEST,
    },
    pauses: {
      description: 'Seconds of silence.',
      type: 'object',
      additionalProperties: false,
      properties: {
        sentence: pause('Between two sentences.'),
        paragraph: pause('Between two paragraphs.'),
      },
    },
  },
});

/** How words are said in all scripts of a project. */
export const PRONUNCIATIONS_SCHEMA = {
  description:
    'How words are said: another spelling, pinyin with tones, or sounds between slashes.',
  type: 'object',
  maxProperties: 5000,
  propertyNames: { type: 'string', maxLength: 100, pattern: WORD_PATTERN },
  additionalProperties: { type: 'string', maxLength: 200, pattern: WORD_PATTERN },
};
