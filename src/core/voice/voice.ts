/** Where a voice comes from. */
export const VOICE_KINDS = ['pack', 'system', 'command', 'folder', 'sherpa'] as const;
export type VoiceKind = (typeof VOICE_KINDS)[number];

/** The languages whose texts are read by us; other voices read their own. */
export type SpokenLanguage = 'en-US' | 'en-GB' | 'zh-CN';

/** One voice that scripts may be spoken with. */
export interface Voice {
  /** As a project names it: `af_heart` for one of the pack, else with its kind before it, as `system:Anna`. */
  readonly id: string;
  readonly kind: VoiceKind;
  /** What a person calls it. */
  readonly name: string;
  /** BCP 47; empty where it is not known. */
  readonly language: string;
  readonly gender?: 'female' | 'male';
}
