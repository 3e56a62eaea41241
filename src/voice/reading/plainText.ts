/** A text without what nobody sees, and where each of its units stands in the text as it was written. */
export interface PlainText {
  readonly text: string;
  /** For each unit of `text`, and one more for its end. */
  readonly places: readonly number[];
}

/** Joiners, marks of direction, soft hyphens, selectors of a picture's look. */
const UNSEEN =
  /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb]/;
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;
/** Other forms of signs that are known: full-width letters and digits, circled and small numbers, joined units. */
const FORMS =
  /[\uff04-\uff06\uff0b\uff0d-\uff19\uff1c-\uff1e\uff20-\uff3a\uff3f\uff41-\uff5a\uff5c\uff5e\uffe0-\uffe6\u2460-\u249b\u2103\u2109\u2150-\u215e\u2074-\u2079\u2080-\u2089\u3358-\u33ff\u00bc-\u00be\uf900-\ufaff\u2f00-\u2fd5\u00b5\u2126]/;
/** A letter and the accents that belong to it, written apart. */
const COMPOSED = /[A-Za-z]\p{M}+/uy;

/** Never longer than a handful of units a unit. */
export function plainText(written: string): PlainText {
  const texts: string[] = [];
  const places: number[] = [];
  const add = (text: string, at: number): void => {
    texts.push(text);
    for (let unit = 0; unit < text.length; unit += 1) places.push(at);
  };
  for (let at = 0; at < written.length; at += 1) {
    const unit = written[at];
    COMPOSED.lastIndex = at;
    const composed = COMPOSED.exec(written)?.[0];
    if (composed !== undefined) {
      add(composed.normalize('NFC'), at);
      at += composed.length - 1;
    } else if (UNSEEN.test(unit)) continue;
    else if (CONTROL.test(unit)) add(' ', at);
    else add(FORMS.test(unit) ? unit.normalize('NFKC') : unit, at);
  }
  places.push(written.length);
  return { text: texts.join(''), places };
}
