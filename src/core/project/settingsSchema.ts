import { BACKEND_NAMES, COLOR_ORDERS, LIP_MODEL_PATTERN, MODEL_DETAILS } from '../lipModel.js';
import { ENCODER_PRESETS, SUBTITLE_WAYS, type Settings } from '../settings.js';

/**
 * One line that reads as it is written: no control characters, no line separators, none that turn
 * the direction of what follows.
 */
export const NAME_LINE_PATTERN =
  '^[^\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]*$';

/** `#rrggbb`; empty stands for black. */
export const COLOR_PATTERN = '^(#[0-9A-Fa-f]{6})?$';

/**
 * Bounds of each setting, as JSON Schema. Typed by `Settings`, so that a setting without bounds
 * does not compile.
 */
export const SETTING_SCHEMAS: Readonly<Record<keyof Settings, Readonly<Record<string, unknown>>>> =
  {
    strength: {
      description: 'Multiplies the movement of the mouth: 0 keeps it shut, 1 is as learnt.',
      type: 'number',
      minimum: 0,
      maximum: 3,
    },
    smoothing: {
      description: 'Smooths the movement over time: 0 not at all, 1 heavily.',
      type: 'number',
      minimum: 0,
      maximum: 1,
    },
    ownWay: {
      description:
        "Open the lips as this person does, where the video's own sound teaches how. false: as most people do.",
      type: 'boolean',
    },
    silenceThreshold: {
      description: 'dBFS. Sound quieter than this counts as silence and eases the mouth shut.',
      type: 'number',
      minimum: -100,
      maximum: 0,
    },
    maxYaw: {
      description: 'Degrees. A frame in which the head is turned further stays as filmed.',
      type: 'number',
      minimum: 0,
      maximum: 90,
    },
    minEyeDistance: {
      description:
        'Pixels between the outer eye corners. A frame with a smaller face stays as filmed.',
      type: 'number',
      minimum: 1,
      maximum: 4096,
    },
    noFace: {
      description: 'A video without any usable face: fail, or pass it through as filmed.',
      enum: ['fail', 'pass'],
    },
    crf: {
      description: 'x264 constant rate factor: lower is better and larger.',
      type: 'integer',
      minimum: 0,
      maximum: 51,
    },
    preset: {
      description: 'x264 preset: slower makes smaller files.',
      enum: [...ENCODER_PRESETS],
    },
    encoder: {
      description: 'auto uses a hardware encoder, if one works on this machine.',
      enum: ['software', 'auto'],
    },
    label: {
      description: 'Paint a small visible "AI-generated" label. The metadata always has it.',
      type: 'boolean',
    },
    producer: {
      description:
        'Who answers for the video, a name or a code, for the AI label in its metadata. Empty: HeyGem Studio.',
      type: 'string',
      maxLength: 120,
      pattern: NAME_LINE_PATTERN,
    },
    videoTrack: {
      description:
        'Which picture track of a video with several, counted from 1. 0: the default one, thumbnails aside.',
      type: 'integer',
      minimum: 0,
      maximum: 64,
    },
    backdrop: {
      description: 'What shows through where the video is transparent, as #rrggbb.',
      type: 'string',
      maxLength: 7,
      pattern: COLOR_PATTERN,
    },
    subtitles: {
      description:
        'files: .srt and .vtt beside the output. track: these, and a track in it. burned: these, and in its picture. The text is that of the script, or the transcript of the audio.',
      enum: [...SUBTITLE_WAYS],
    },
    backend: {
      description:
        'Who makes the lips: mesh is the engine itself, wav2lip the model that "model" names.',
      enum: [...BACKEND_NAMES],
    },
    model: {
      description:
        'A lip-sync model of this machine, as name@sha256; "heygem models list" tells both. For the wav2lip backend alone.',
      type: 'string',
      maxLength: 145,
      pattern: LIP_MODEL_PATTERN,
    },
    detail: {
      description:
        "net: the model's own pictures are shown. own: lips of its shape, made of the person's own pixels at full resolution.",
      enum: [...MODEL_DETAILS],
    },
    modelColors: {
      description: 'The order in which the model was trained to see colours.',
      enum: [...COLOR_ORDERS],
    },
    modelSharpen: {
      description: "Sharpens the model's pictures: 0 not at all, 1 most.",
      type: 'number',
      minimum: 0,
      maximum: 1,
    },
  };
