import { PROJECT_VERSION } from './project.js';
import { PRONUNCIATIONS_SCHEMA, saySchema } from './saySchema.js';
import { SETTING_SCHEMAS } from './settingsSchema.js';

/** The schema's own name, and what a project's `$schema` says. An editor serves it; nothing fetches it. */
export const PROJECT_SCHEMA_URI = 'heygem://schema/v1.json';

const ID_PATTERN = '^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$';
const PAIR_ID_PATTERN = '^[A-Za-z0-9][A-Za-z0-9_-]{0,39}\\+[A-Za-z0-9][A-Za-z0-9_-]{0,39}$';
/** Neither absolute (POSIX, drive letter) nor with backslashes or control characters. */
export const PATH_PATTERN = '^(?!/)(?![A-Za-z]:)[^\\\\\\u0000-\\u001f\\u007f]+$';
export const NAME_PATTERN = '^[^/\\\\\\u0000-\\u001f\\u007f]+\\.[mM][pP]4$';
export const TEXT_PATTERN = '^[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f]*$';

const ref = (name: string) => ({ $ref: `#/definitions/${name}` });
const list = (name: string, maxItems: number) => ({ type: 'array', maxItems, items: ref(name) });

/** Seconds: more than any file that can be read is long. */
const LONGEST = 360_000;
/** Seconds of silence before a speech: more than this is a mistake. */
const LONGEST_OFFSET = 600;

const SOURCE = {
  id: ref('id'),
  path: ref('path'),
  label: ref('text'),
  from: {
    description: 'Seconds into the file at which what may be used of it begins.',
    type: 'number',
    minimum: 0,
    maximum: LONGEST,
  },
  to: {
    description: 'Seconds into the file at which what may be used of it ends.',
    type: 'number',
    minimum: 0,
    maximum: LONGEST,
  },
  outside: {
    description: 'Let this one file lie outside the folder of the project.',
    type: 'boolean',
  },
};

/**
 * The single source of what a `.heygem` file may hold. `media/heygem.schema.json` is this object
 * as a file. Unknown fields are refused here so that an editor underlines typing mistakes; the
 * parser turns those refusals into warnings and keeps the fields.
 */
export const PROJECT_SCHEMA = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: PROJECT_SCHEMA_URI,
  title: 'HeyGem Studio project',
  // VS Code's own keyword: without it, comments would be underlined.
  allowComments: true,
  type: 'object',
  additionalProperties: false,
  required: ['version'],
  properties: {
    $schema: { type: 'string' },
    version: { description: 'Version of this format.', const: PROJECT_VERSION },
    title: ref('text'),
    audios: {
      description: 'Speeches: recordings, and scripts that are spoken.',
      ...list('audio', 5000),
    },
    videos: { description: 'Videos of a talking person.', ...list('video', 5000) },
    pairs: { description: 'The videos to make, one by one.', ...list('pair', 20000) },
    matrix: {
      description: 'Makes every video with every audio, minus exclude, plus include.',
      type: 'object',
      additionalProperties: false,
      properties: {
        videos: { description: 'Only these videos.', ...list('id', 5000) },
        audios: { description: 'Only these audios.', ...list('id', 5000) },
        include: list('pair', 20000),
        exclude: list('pair', 20000),
      },
    },
    settings: {
      description: 'What differs from the defaults. Later wins: defaults, video, audio, pair.',
      type: 'object',
      additionalProperties: false,
      properties: {
        defaults: ref('settings'),
        videos: ref('settingsById'),
        audios: ref('settingsById'),
        pairs: {
          description: 'By `video+audio`.',
          type: 'object',
          propertyNames: ref('pairId'),
          additionalProperties: ref('settings'),
        },
      },
    },
    pronunciations: PRONUNCIATIONS_SCHEMA,
    output: {
      type: 'object',
      additionalProperties: false,
      properties: {
        folder: { description: 'Where the videos go.', ...ref('path') },
        name: ref('nameTemplate'),
      },
    },
    allowOutsidePaths: {
      description: 'Let this project name files outside its own folder.',
      type: 'boolean',
    },
  },
  definitions: {
    id: { type: 'string', pattern: ID_PATTERN },
    pairId: { type: 'string', pattern: PAIR_ID_PATTERN },
    path: {
      description: 'Relative to the folder of the project file, with forward slashes.',
      type: 'string',
      minLength: 1,
      maxLength: 1024,
      pattern: PATH_PATTERN,
    },
    text: { type: 'string', maxLength: 500, pattern: TEXT_PATTERN },
    nameTemplate: {
      description: 'A file name; {video} {audio} {videoLabel} {audioLabel} {title} are filled in.',
      type: 'string',
      maxLength: 200,
      pattern: NAME_PATTERN,
    },
    audio: {
      type: 'object',
      additionalProperties: false,
      required: ['id', 'path'],
      properties: {
        ...SOURCE,
        track: {
          description: 'Which of the sound tracks in the file is the speech, counted from 1.',
          type: 'integer',
          minimum: 1,
          maximum: 99,
        },
        transcript: {
          ...ref('path'),
          description: 'A text of what is said, for subtitles: .txt, .md, .srt or .vtt.',
        },
        offset: {
          description: 'Seconds of silence before the speech.',
          type: 'number',
          minimum: 0,
          maximum: LONGEST_OFFSET,
        },
        say: saySchema(TEXT_PATTERN, ref('path')),
      },
    },
    video: {
      type: 'object',
      additionalProperties: false,
      required: ['id', 'path'],
      properties: {
        ...SOURCE,
        face: ref('face'),
        consent: {
          description: 'How the filmed person agreed to this use.',
          type: 'string',
          maxLength: 4000,
          pattern: TEXT_PATTERN,
        },
      },
    },
    face: {
      description: 'Which face to follow: a time, and a point as fractions of the upright picture.',
      type: 'object',
      additionalProperties: false,
      required: ['time', 'x', 'y'],
      properties: {
        time: { description: 'Seconds.', type: 'number', minimum: 0, maximum: LONGEST },
        x: { type: 'number', minimum: 0, maximum: 1 },
        y: { type: 'number', minimum: 0, maximum: 1 },
      },
    },
    pair: {
      type: 'object',
      additionalProperties: false,
      required: ['video', 'audio'],
      properties: { video: ref('id'), audio: ref('id') },
    },
    settings: { type: 'object', additionalProperties: false, properties: SETTING_SCHEMAS },
    settingsById: {
      type: 'object',
      propertyNames: ref('id'),
      additionalProperties: ref('settings'),
    },
  },
} as const;
