/** Names that Windows gives to devices, whatever extension follows. */
const RESERVED = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])$/i;

/** What no name may hold on Windows; a colon would lead to a hidden part of another file. */
const FORBIDDEN = /[<>:"\\|?*]/;

const MOST_LETTERS = 120;

/** Whether Windows would take a file's name for a device's: `aux.mp4` too, and `NUL .wav`. */
export function isReservedName(name: string): boolean {
  return RESERVED.test(name.split('.', 1)[0].trimEnd());
}

/** The first step of a relative path that Windows cannot have, or would call otherwise than it is written. */
export function unportableStep(path: string): string | undefined {
  return path.split('/').find((step) => {
    if (step === '' || step === '.' || step === '..') return false;
    return isReservedName(step) || FORBIDDEN.test(step) || /[. ]$/.test(step);
  });
}

/** What somebody else calls a file, by whatever path, as a name that every system can have. */
export function portableName(label: string, fallback: string): string {
  const name = (label.split(/[\\/]/).at(-1) ?? '')
    .replaceAll(/[\p{Cc}<>:"|?*]/gu, '')
    .replace(/^[. ]+/, '')
    .slice(-MOST_LETTERS)
    .replace(/[. ]+$/, '');
  if (name === '') return fallback;
  return isReservedName(name) ? `_${name}` : name;
}
