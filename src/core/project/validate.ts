import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { type Finding, pointerStep, type ProblemCode, type ProblemParams } from './problems.js';
import { pathProblem } from './relativePath.js';
import { VOICE_PATTERN, WORD_PATTERN } from './saySchema.js';
import { NAME_PATTERN, PATH_PATTERN, PROJECT_SCHEMA, TEXT_PATTERN } from './schema.js';
import { NAME_LINE_PATTERN } from './settingsSchema.js';

let compiled: ValidateFunction | undefined;

/**
 * Compiled on first use: it costs some milliseconds that `heygem --help` need not pay. Ajv builds
 * a function from source, which a webview's content policy forbids: only Node may import this file.
 */
function validator(): ValidateFunction {
  compiled ??= new Ajv({ allErrors: true, verbose: true, keywords: ['allowComments'] }).compile(
    withoutRefs(PROJECT_SCHEMA),
  );
  return compiled;
}

/**
 * The schema with every `$ref` replaced by what it names (none is recursive). Behind a `$ref`, ajv
 * copies the list of errors so far for every item: minutes for a hostile list.
 */
function withoutRefs(schema: object): object {
  // Lists in this schema hold names only.
  if (Array.isArray(schema)) return schema as readonly unknown[];
  const { $ref, ...own } = schema as { readonly $ref?: string };
  const name = $ref?.split('/').at(-1) as keyof typeof PROJECT_SCHEMA.definitions | undefined;
  const whole = name === undefined ? own : { ...PROJECT_SCHEMA.definitions[name], ...own };
  const fields = Object.entries(whole)
    .filter(([key]) => key !== 'definitions')
    .map(([key, value]: [string, unknown]) => [
      key,
      typeof value === 'object' && value !== null ? withoutRefs(value) : value,
    ]);
  return Object.fromEntries(fields) as object;
}

/** What the schema finds wrong with a project's value. */
export function validateProject(value: unknown): Finding[] {
  const validate = validator();
  validate(value);
  return (validate.errors ?? []).flatMap((error) => {
    const finding = findingOf(error);
    return finding ? [finding] : [];
  });
}

function findingOf(error: ErrorObject): Finding | undefined {
  const params = error.params as Readonly<Record<string, unknown>>;
  const at = (code: ProblemCode, values: ProblemParams = {}, below = ''): Finding => ({
    code,
    path: error.instancePath + below,
    params: values,
  });
  switch (error.keyword) {
    case 'type':
      return at('wrong-type', { expected: String(params['type']) });
    case 'required':
      return at('missing-field', { field: String(params['missingProperty']) });
    case 'additionalProperties': {
      const field = String(params['additionalProperty']);
      return at('unknown-field', { field }, pointerStep(field));
    }
    case 'minimum':
    case 'maximum':
      return at('out-of-range', { bounds: boundsOf(error.parentSchema) });
    case 'enum':
      return at('not-one-of', { allowed: (params['allowedValues'] as string[]).join(', ') });
    case 'const':
      return at('unsupported-version', { version: shown(error.data) });
    case 'maxLength':
      return at('too-long', { limit: Number(params['limit']) });
    case 'maxItems':
    case 'maxProperties':
      return at('too-many', { limit: Number(params['limit']) });
    case 'minLength':
      return at('path-empty');
    case 'pattern':
      return patternFinding(error);
    default:
      // `propertyNames` repeats the pattern error that it caused.
      return undefined;
  }
}

function patternFinding(error: ErrorObject): Finding {
  const name = error.propertyName;
  const path = name === undefined ? error.instancePath : error.instancePath + pointerStep(name);
  const value = shown(name ?? error.data);
  switch (error.schema) {
    case PATH_PATTERN: {
      const code = pathProblem(String(error.data), true) ?? 'path-control';
      return { code, path, params: { path: value } };
    }
    case NAME_PATTERN:
      return { code: 'bad-name', path, params: { value } };
    case WORD_PATTERN:
      return { code: 'bad-word', path, params: { value } };
    case VOICE_PATTERN:
      return { code: 'bad-voice', path, params: { value } };
    case TEXT_PATTERN:
    case NAME_LINE_PATTERN:
      return { code: 'bad-text', path, params: {} };
    default:
      return { code: 'bad-id', path, params: { value } };
  }
}

function boundsOf(schema: unknown): string {
  const { minimum, maximum } = schema as { readonly minimum: number; readonly maximum: number };
  return `${minimum} .. ${maximum}`;
}

/** A value cut to what a sentence can hold. */
function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
