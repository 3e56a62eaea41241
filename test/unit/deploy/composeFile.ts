import { parse } from 'yaml';
import { deployFile } from './deployFiles.js';

export interface ComposeService {
  readonly image: string;
  readonly command?: readonly string[];
  readonly user?: string;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly network_mode?: string;
  readonly ports?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly volumes?: readonly (string | Readonly<Record<string, unknown>>)[];
  readonly configs?: readonly { readonly source: string; readonly target: string }[];
  readonly healthcheck?: { readonly test: readonly string[] };
}

export interface ComposeFile {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly configs: Readonly<Record<string, { readonly file?: string; readonly content?: string }>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

/** Innermost first: a default may name others. */
const VARIABLE = /\$\{([A-Z_]+)(?::([-?])([^${}]*))?\}/;

/** A compose file as compose reads it where only what must be told is told: what that is reads as its own name. */
export function composeFile(name: string): ComposeFile {
  return parse(filled(deployFile(name)), { merge: true }) as ComposeFile;
}

/** Names of all variables that a compose file asks for. */
export function askedVariables(name: string): readonly string[] {
  const found = deployFile(name).matchAll(/\$\{([A-Z_]+)/g);
  return [...new Set([...found].map(([, variable]) => variable))];
}

function filled(text: string): string {
  const found = VARIABLE.exec(text);
  if (found === null) return text;
  const [whole, name = '', kind, otherwise = ''] = found;
  return filled(text.replace(whole, () => (kind === '?' ? name : otherwise)));
}
