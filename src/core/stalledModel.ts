/** What a worker says on stderr before it ends itself because a lip model does not answer. */
const MARK = 'heygem-lip-model-stalled ';

export interface StalledModel {
  readonly name: string;
  readonly seconds: number;
}

export function stalledWords(stalled: StalledModel): string {
  return `\n${MARK}${JSON.stringify(stalled)}\n`;
}

/** @param words the end of what a worker said @returns undefined where it ended for another reason */
export function readStalledWords(words: string): StalledModel | undefined {
  const line = words.split('\n').findLast((each) => each.startsWith(MARK));
  if (line === undefined) return undefined;
  try {
    const { name, seconds } = JSON.parse(line.slice(MARK.length)) as Record<string, unknown>;
    return typeof name === 'string' && typeof seconds === 'number' ? { name, seconds } : undefined;
  } catch {
    return undefined;
  }
}
