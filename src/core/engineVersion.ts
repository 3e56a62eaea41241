/** Part of every fingerprint: raised when the same inputs would give another picture. */
export const ENGINE_VERSION = '6';
