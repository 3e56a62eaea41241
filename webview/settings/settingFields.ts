import { PRODUCT_NAME } from '../../src/core/product.js';
import { BACKEND_NAMES, COLOR_ORDERS, MODEL_DETAILS } from '../../src/core/lipModel.js';
import type { UiTextKey } from '../../src/core/strings/uiEn.js';
import { ENCODER_PRESETS, SUBTITLE_WAYS, type Settings } from '../../src/core/settings.js';

/** How a setting is shown: the bounds of sliders are what is sensible, within the schema's. */
export type SettingField =
  | {
      readonly kind: 'number';
      readonly name: keyof Settings;
      readonly min: number;
      readonly max: number;
      readonly step: number;
    }
  | {
      readonly kind: 'choice';
      readonly name: keyof Settings;
      readonly values: readonly { readonly value: string; readonly text?: UiTextKey }[];
    }
  | { readonly kind: 'switch'; readonly name: keyof Settings }
  /** One of this machine's lip models. */
  | { readonly kind: 'model'; readonly name: keyof Settings }
  | {
      readonly kind: 'text';
      readonly name: keyof Settings;
      /** What an empty field stands for. */
      readonly empty: string;
    };

export interface SettingGroup {
  readonly title: UiTextKey;
  readonly fields: readonly SettingField[];
}

export const SETTING_GROUPS: readonly SettingGroup[] = [
  {
    title: 'settings-group-mouth',
    fields: [
      { kind: 'number', name: 'strength', min: 0, max: 3, step: 0.05 },
      { kind: 'number', name: 'smoothing', min: 0, max: 1, step: 0.05 },
      { kind: 'switch', name: 'ownWay' },
      { kind: 'number', name: 'silenceThreshold', min: -100, max: 0, step: 1 },
    ],
  },
  {
    title: 'settings-group-frames',
    fields: [
      { kind: 'number', name: 'maxYaw', min: 0, max: 90, step: 1 },
      { kind: 'number', name: 'minEyeDistance', min: 1, max: 200, step: 1 },
      {
        kind: 'choice',
        name: 'noFace',
        values: [
          { value: 'fail', text: 'value-fail' },
          { value: 'pass', text: 'value-pass' },
        ],
      },
      { kind: 'number', name: 'videoTrack', min: 0, max: 8, step: 1 },
      { kind: 'text', name: 'backdrop', empty: '#000000' },
    ],
  },
  {
    title: 'settings-group-model',
    fields: [
      {
        kind: 'choice',
        name: 'backend',
        values: BACKEND_NAMES.map((value) => ({ value, text: `value-backend-${value}` as const })),
      },
      { kind: 'model', name: 'model' },
      {
        kind: 'choice',
        name: 'detail',
        values: MODEL_DETAILS.map((value) => ({ value, text: `value-detail-${value}` as const })),
      },
      {
        kind: 'choice',
        name: 'modelColors',
        values: COLOR_ORDERS.map((value) => ({ value, text: `value-colors-${value}` as const })),
      },
      { kind: 'number', name: 'modelSharpen', min: 0, max: 1, step: 0.05 },
    ],
  },
  {
    title: 'settings-group-output',
    fields: [
      { kind: 'number', name: 'crf', min: 0, max: 51, step: 1 },
      {
        kind: 'choice',
        name: 'preset',
        values: ENCODER_PRESETS.map((value) => ({ value })),
      },
      {
        kind: 'choice',
        name: 'encoder',
        values: [
          { value: 'software', text: 'value-software' },
          { value: 'auto', text: 'value-auto' },
        ],
      },
      {
        kind: 'choice',
        name: 'subtitles',
        values: SUBTITLE_WAYS.map((value) => ({
          value,
          text: `value-subtitles-${value}` as const,
        })),
      },
      { kind: 'switch', name: 'label' },
      { kind: 'text', name: 'producer', empty: PRODUCT_NAME },
    ],
  },
];

/** Those that say something beside the settings that hold. */
export function fieldsThatCount(
  fields: readonly SettingField[],
  { backend, detail }: Pick<Settings, 'backend' | 'detail'>,
): readonly SettingField[] {
  return fields.filter(({ name }) => {
    if (name === 'modelSharpen') return backend === 'wav2lip' && detail === 'net';
    return backend === 'wav2lip' || !OF_A_MODEL.has(name);
  });
}

const OF_A_MODEL: ReadonlySet<keyof Settings> = new Set(['model', 'detail', 'modelColors']);
