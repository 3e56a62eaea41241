/**
 * What must reach no terminal, log or window from a file's name or text, because it would do something
 * there or change how the text around it is read: control characters (among them what begins an escape
 * sequence, and line breaks, which would forge lines), the marks that turn the direction of writing
 * (Unicode's Bidi_Control), line and paragraph separators, and halves of surrogate pairs. Letters of
 * every script stay, and so do the joiners that emoji, Persian and Hindi are written with.
 */
const HAZARD = /[\p{Cc}\p{Cs}\p{Bidi_Control}\p{Zl}\p{Zp}]/gu;

const NAMED: Readonly<Partial<Record<string, string>>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Text from a file in one line, with what is hazardous written as JSON would write it. */
export function plainLine(text: string): string {
  return text.replace(HAZARD, (character) => NAMED[character] ?? escaped(character));
}

/** The same for several lines: line breaks, as every system writes them, and tabs stay. */
export function plainLines(text: string): string {
  const joined = text.replaceAll('\r\n', '\n');
  return joined.replace(HAZARD, (found) =>
    found === '\n' || found === '\t' ? found : plainLine(found),
  );
}

/** JSON of the same value with nothing hazardous in it, in one line. */
export function plainJson(value: unknown): string {
  return JSON.stringify(value).replace(HAZARD, escaped);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
