/**
 * The text of a script's file; undefined of what is no text in UTF-8. (Of files that are brought in at once,
 * core/scripts/decodeText.ts reads other encodings too: those are then kept as text of the project.)
 */
export function scriptText(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}
