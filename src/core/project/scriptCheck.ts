import { collisionKey } from './nameTemplate.js';
import type { Finding } from './problems.js';
import { normalizeRelative, pathProblem } from './relativePath.js';
import { SCRIPT_FILE } from './saySchema.js';

type Fields = Readonly<Record<string, unknown>>;

/** What a spoken audio is named as, whatever is wrong with it. */
interface Spoken {
  readonly at: string;
  readonly audio: Fields;
  readonly say: Fields;
}

/** What a schema cannot see of scripts: where they come from, and that their recordings are theirs alone. */
export function scriptFindings(audios: readonly unknown[], outsideAllowed: boolean): Finding[] {
  const spoken = audios.flatMap((audio, index): Spoken[] => {
    const say = isFields(audio) ? audio['say'] : undefined;
    return isFields(audio) && isFields(say) ? [{ at: `/audios/${index}`, audio, say }] : [];
  });
  if (spoken.length === 0) return [];
  const uses = usesByPath(audios);
  return spoken.flatMap((one) => [
    ...sourceFindings(one),
    ...fileFindings(one, outsideAllowed),
    ...recordingFindings(one, outsideAllowed, uses),
  ]);
}

function sourceFindings({ at, say }: Spoken): Finding[] {
  const hasText = say['text'] !== undefined;
  const hasFile = say['file'] !== undefined;
  if (hasText !== hasFile) return [];
  return [{ code: hasText ? 'script-twice' : 'script-missing', path: `${at}/say`, params: {} }];
}

function fileFindings({ at, audio, say }: Spoken, outsideAllowed: boolean): Finding[] {
  const file = say['file'];
  if (typeof file !== 'string' || pathProblem(file, true)) return [];
  const path = `${at}/say/file`;
  const mayLeave = outsideAllowed || audio['outside'] === true;
  if (pathProblem(file, mayLeave)) return [{ code: 'path-outside', path, params: { path: file } }];
  if (SCRIPT_FILE.test(file)) return [];
  return [{ code: 'script-kind', path, params: { path: file } }];
}

/** That one file may lie outside means the script: nothing is written there unless all may be. */
function recordingFindings(
  { at, audio }: Spoken,
  outsideAllowed: boolean,
  uses: ReadonlyMap<string, number>,
): Finding[] {
  const path = audio['path'];
  if (typeof path !== 'string' || pathProblem(path, true)) return [];
  const found = (code: Finding['code']): Finding[] => [
    { code, path: `${at}/path`, params: { path } },
  ];
  if (!/[^/]\.wav$/i.test(path)) return found('speech-name');
  if (pathProblem(path, outsideAllowed)) return found('speech-outside');
  return (uses.get(placeKey(path)) ?? 0) > 1 ? found('speech-shared') : [];
}

function usesByPath(audios: readonly unknown[]): ReadonlyMap<string, number> {
  const uses = new Map<string, number>();
  for (const audio of audios) {
    const path = isFields(audio) ? audio['path'] : undefined;
    if (typeof path !== 'string') continue;
    uses.set(placeKey(path), (uses.get(placeKey(path)) ?? 0) + 1);
  }
  return uses;
}

function placeKey(path: string): string {
  return collisionKey(normalizeRelative(path));
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
