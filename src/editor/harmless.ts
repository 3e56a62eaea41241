import type { Intent } from '../protocol/editor.js';

/** What may be done in a workspace that is not trusted: nothing that runs or writes. */
export const HARMLESS: ReadonlySet<Intent['kind']> = new Set([
  ...(['ready', 'select', 'open', 'reveal', 'show-log', 'open-as-text', 'trust'] as const),
  ...(['read-script', 'open-script', 'lip-models', 'show-fleet'] as const),
]);
