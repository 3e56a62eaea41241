import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { buildProgram } from '../../../src/cli/program.js';

export const ROOT = join(import.meta.dirname, '../../..');

export function deployFile(name: string): string {
  return readFileSync(join(ROOT, 'deploy', name), 'utf8');
}

/** What a shell's or Docker's file says in lines that are no comments, continued ones as one. */
export function meantLines(text: string): readonly string[] {
  return text
    .replace(/^\s*#.*\n/gm, '')
    .replace(/\\\n\s*/g, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** `NAME=value` of a file of variables, those that are only suggested (`#NAME=value`) too. */
export function suggestedVariables(text: string): ReadonlyMap<string, string> {
  const found = text.matchAll(/^#?([A-Z_]+)=(.*)$/gm);
  return new Map([...found].map(([, name, value]) => [name ?? '', value ?? '']));
}

/** What is wrong with words that are to follow `heygem`: a command or options that there are not. */
export function strangeWords([name, ...words]: readonly string[]): readonly string[] {
  const program = buildProgram('0', nothing, nothing);
  const command = program.commands.find((each) => each.name() === name);
  if (command === undefined) return [name ?? ''];
  const options = words.filter((word) => word.startsWith('-'));
  return options.filter((word) => !takes(command, word));
}

function takes(command: Command, word: string): boolean {
  const [flag, value] = word.split('=', 2);
  const option = command.options.find(({ long }) => long === flag);
  if (option === undefined) return false;
  const choices = option.argChoices;
  return value === undefined || choices === undefined || choices.includes(value);
}

const nothing = () => Promise.resolve();
