import { readFileSync } from 'node:fs';
import { join } from 'node:path';
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
  return new Map([...found].map(([, name, value]) => [name, value]));
}

/** What is wrong with words that are to follow `heygem`, as the command line itself says it; nothing is done. */
export async function mistakeIn(words: readonly string[]): Promise<string | undefined> {
  const program = buildProgram('0', nothing, nothing);
  try {
    await program.parseAsync(words, { from: 'user' });
    return undefined;
  } catch (error) {
    return String(error);
  }
}

const nothing = () => Promise.resolve();
