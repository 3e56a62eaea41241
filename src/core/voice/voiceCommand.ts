import { plainLine } from '../strings/plainText.js';

/** A voice that is a program of the person's: text goes in, the sound of it comes out. */
export interface VoiceCommand {
  /** Its voice's id is `command:` and this. */
  readonly name: string;
  /**
   * The program and its arguments, as they are: no shell sees them. `{output}` in one stands for the file that
   * is to be written; without it the sound is what comes on stdout. `{speed}` stands for the pace, 1 being usual.
   */
  readonly command: readonly string[];
  /** BCP 47. */
  readonly language?: string;
  /** Something else whenever the program speaks otherwise in a way that its files do not show. */
  readonly version?: string;
}

/** What a person has beside the pack: how it is told to whatever speaks. */
export interface VoiceWishes {
  readonly commands: readonly VoiceCommand[];
  /** Absolute paths of folders with a model of Kokoro's kind. */
  readonly folders: readonly string[];
}

export const NO_WISHES: VoiceWishes = { commands: [], folders: [] };

/** Commands as they were read, and what is wrong with those that cannot be. */
export interface ReadCommands {
  readonly commands: readonly VoiceCommand[];
  readonly mistakes: readonly string[];
}

const LONGEST_NAME = 80;
const MOST_ARGUMENTS = 200;

/**
 * Reads commands as settings and the environment have them: a list of objects as `VoiceCommand`, or an object of
 * them, or of bare argument lists, by their names. Of two with one name the first is taken.
 */
export function readCommands(value: unknown): ReadCommands {
  const entries: unknown[] = Array.isArray(value)
    ? value
    : isObject(value)
      ? Object.entries(value).map(([name, told]) => named(name, told))
      : [undefined];
  const commands: VoiceCommand[] = [];
  const mistakes: string[] = [];
  for (const [index, entry] of entries.entries()) {
    const read = readCommand(entry);
    const name = isObject(entry) && typeof entry['name'] === 'string' ? entry['name'] : '';
    const twice = typeof read !== 'string' && commands.some((other) => other.name === read.name);
    const problem = twice ? 'the name is used twice' : read;
    if (typeof problem === 'string') mistakes.push(`${name || index + 1}: ${problem}`);
    else commands.push(problem);
  }
  return { commands, mistakes };
}

/**
 * `NAME=PROGRAM`, `NAME=["PROGRAM","ARGUMENT",...]` or `NAME={"command":[...],"language":"de"}`.
 * @returns what is wrong with it, as a text, where something is
 */
export function commandFromText(text: string): VoiceCommand | string {
  const at = text.indexOf('=');
  if (at < 1) return 'it must be NAME=PROGRAM or NAME=["PROGRAM","ARGUMENT"]';
  const [name, told] = [text.slice(0, at).trim(), text.slice(at + 1).trim()];
  if (!/^[[{]/.test(told)) return readCommand({ name, command: [told] });
  try {
    return readCommand(named(name, JSON.parse(told)));
  } catch {
    return 'what follows the = is no JSON';
  }
}

function named(name: string, told: unknown): unknown {
  if (Array.isArray(told)) return { name, command: told };
  return isObject(told) ? { ...told, name } : { name, command: [told] };
}

function readCommand(value: unknown): VoiceCommand | string {
  if (!isObject(value)) return 'it must have a name and a command';
  const { name, command, language, version } = value;
  if (!isName(name)) return `its name must be a line of at most ${LONGEST_NAME} characters`;
  if (!Array.isArray(command) || !command.every((part) => typeof part === 'string')) {
    return 'its command must be a list of texts: the program and its arguments';
  }
  const parts = command as readonly string[];
  if (
    parts.length > MOST_ARGUMENTS ||
    (parts[0] ?? '').trim() === '' ||
    parts.join('').includes('\0')
  ) {
    return 'its command names no program';
  }
  for (const text of [language, version]) {
    if (text !== undefined && typeof text !== 'string') return 'language and version must be texts';
  }
  return {
    name,
    command: parts,
    ...(typeof language === 'string' ? { language } : {}),
    ...(typeof version === 'string' ? { version } : {}),
  };
}

function isName(name: unknown): name is string {
  return (
    typeof name === 'string' &&
    name.trim() === name &&
    name !== '' &&
    name.length <= LONGEST_NAME &&
    plainLine(name) === name
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
