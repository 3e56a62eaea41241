import { plainScript } from '../core/scripts/plainScript.js';
import { freshId } from '../core/project/newProject.js';
import { parseProject } from '../core/project/parseProject.js';
import type { ProjectEdit } from '../core/project/projectEdit.js';
import type { Project } from '../core/project/project.js';
import type { SaidText, Say } from '../core/voice/say.js';
import type { Voice } from '../core/voice/voice.js';

/** Where recordings of scripts are made unless a project's first one says another folder. */
const FOLDER = 'speech';
/** As a project's schema has it. */
const LONGEST_LABEL = 500;

/** A script with all that is to be written of it. */
export interface WishedScript {
  /** Empty: it is called by its id. */
  readonly label: string;
  readonly say: Say;
}

/** Adds scripts, with ids and recordings of their own. */
export function addingScripts(text: string, scripts: readonly WishedScript[]): ProjectEdit[] {
  const { project } = parseProject(text);
  const taken = new Set<string>(
    [...(project?.audios ?? []), ...(project?.videos ?? [])].map(({ id }) => id),
  );
  const paths = new Set((project?.audios ?? []).map(({ path }) => path.toLowerCase()));
  const folder = folderOf(project);
  return scripts.map(({ label, say }) => {
    const name = plainLabel(label);
    const { script } = say;
    const stem =
      name === '' && script.kind === 'file' ? script.path : `${name.replaceAll('/', ' ')}.`;
    const id = freshPlace(stem, taken, (each) => paths.has(pathIn(folder, each).toLowerCase()));
    taken.add(id);
    const path = pathIn(folder, id);
    paths.add(path.toLowerCase());
    return {
      kind: 'add-script',
      id,
      path,
      say: plainSay(say),
      ...(name !== '' && { label: name }),
    };
  });
}

/** Writes a script that is there otherwise. */
export function changingScript(text: string, id: string, wished: WishedScript): ProjectEdit[] {
  const { project } = parseProject(text);
  const known = project?.audios.find((audio) => (audio.id as string) === id);
  const source = { list: 'audios', id } as const;
  const label = plainLabel(wished.label);
  const edits: ProjectEdit[] = [{ kind: 'set-say', source, say: plainSay(wished.say) }];
  return label === (known?.label ?? '')
    ? edits
    : [...edits, { kind: 'relabel-source', source, label }];
}

/** The voice that a table means: by its id, or by what a person calls it. What is not known stays as it is. */
export function voiceMeant(
  named: string | undefined,
  voices: readonly Voice[],
): string | undefined {
  const wanted = named?.trim();
  if (wanted === undefined || wanted === '') return undefined;
  const same = (each: string): boolean => each.toLowerCase() === wanted.toLowerCase();
  return (voices.find(({ id }) => same(id)) ?? voices.find(({ name }) => same(name)))?.id ?? wanted;
}

function freshPlace(
  stem: string,
  taken: ReadonlySet<string>,
  isUsed: (id: string) => boolean,
): string {
  const refused = new Set(taken);
  for (;;) {
    const id = freshId(stem, 'a', refused);
    if (!isUsed(id)) return id;
    refused.add(id);
  }
}

function folderOf(project: Project | undefined): string {
  const first = project?.audios.find(({ say }) => say !== undefined);
  return first === undefined ? FOLDER : first.path.replace(/\/?[^/]*$/, '');
}

function pathIn(folder: string, id: string): string {
  return folder === '' ? `${id}.wav` : `${folder}/${id}.wav`;
}

function plainSay(say: Say): Say {
  const { script } = say;
  const plain: SaidText =
    script.kind === 'text' ? { kind: 'text', text: plainScript(script.text) } : script;
  return { ...say, script: plain };
}

function plainLabel(label: string): string {
  return plainScript(label).replaceAll(/\s+/g, ' ').trim().slice(0, LONGEST_LABEL);
}
