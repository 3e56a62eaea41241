/** One line of Prometheus' text format. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** A metric with what was said of it. */
export interface Family {
  readonly help: string;
  readonly type: string;
  readonly samples: readonly Sample[];
}

const NAME = '[a-zA-Z_:][a-zA-Z0-9_:]*';
const SAMPLE = new RegExp(`^(${NAME})(?:\\{(.*)\\})? (\\S+)$`);
const LABEL = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\[\\n"])*)"(?:,|$)/y;
/** What a histogram's samples add to its name. */
const OF_HISTOGRAM = /_(bucket|sum|count)$/;

/** Reads the text exposition format 0.0.4, strictly: throws at what is not it. */
export function readExposition(text: string): ReadonlyMap<string, Family> {
  if (!text.endsWith('\n')) throw new Error('the last line has no end');
  const families = new Map<string, { help: string; type: string; samples: Sample[] }>();
  for (const line of text.split('\n').filter((each) => each !== '')) {
    const said = new RegExp(`^# (HELP|TYPE) (${NAME}) (.*)$`).exec(line);
    if (said) {
      const [, what, name, words] = said;
      const family = families.get(name) ?? { help: '', type: '', samples: [] };
      if (family.samples.length > 0) throw new Error(`said after its samples: ${line}`);
      families.set(name, { ...family, [what === 'HELP' ? 'help' : 'type']: words });
      continue;
    }
    const sample = sampleOf(line);
    const family = families.get(sample.name) ?? families.get(sample.name.replace(OF_HISTOGRAM, ''));
    if (!family) throw new Error(`of no metric: ${line}`);
    family.samples.push(sample);
  }
  return families;
}

/** The value of one series; throws where there is none. */
export function valueOf(
  families: ReadonlyMap<string, Family>,
  name: string,
  labels: Readonly<Record<string, string>> = {},
): number {
  const all = [...families.values()].flatMap(({ samples }) => samples);
  const found = all.filter((each) => each.name === name && same(each.labels, labels));
  if (found.length !== 1) throw new Error(`${found.length} series ${name}`);
  return found[0].value;
}

function same(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}

function sampleOf(line: string): Sample {
  const parts = SAMPLE.exec(line);
  if (!parts) throw new Error(`no sample: ${line}`);
  const [, name, inBraces, number] = parts;
  return { name, labels: labelsOf(inBraces), value: numberOf(number) };
}

function labelsOf(text: string | undefined): Record<string, string> {
  const labels: Record<string, string> = {};
  if (text === undefined) return labels;
  LABEL.lastIndex = 0;
  while (LABEL.lastIndex < text.length) {
    const at = LABEL.lastIndex;
    const label = LABEL.exec(text);
    if (!label) throw new Error(`no label: ${text.slice(at)}`);
    labels[label[1]] = label[2].replaceAll(/\\(.)/g, (_, sign: string) =>
      sign === 'n' ? '\n' : sign,
    );
  }
  return labels;
}

/** As Go's ParseFloat, by which the format is defined: it takes NaN and Inf however they are written. */
function numberOf(text: string): number {
  if (/^nan$/i.test(text)) return NaN;
  const endless = /^([+-]?)inf(inity)?$/i.exec(text);
  if (endless) return endless[1] === '-' ? -Infinity : Infinity;
  const number = Number(text);
  if (Number.isNaN(number)) throw new Error(`no number: ${text}`);
  return number;
}
