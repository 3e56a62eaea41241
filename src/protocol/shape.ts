/**
 * Run-time descriptions of what may cross a process boundary. A shape carries the static type it
 * vouches for, so a message type and its validation cannot drift apart: a shape that lacks a field of
 * the type it is assigned to does not compile, be the field required or optional, on top or within.
 */
export interface Shape<T> {
  /** What is wrong with `value`, e.g. `params.crf: not a number`; undefined when it fits. */
  problem(value: unknown, path: string): string | undefined;
  /** Never set: only carries the type. */
  readonly type?: T;
  /** Never set: only carries the names of all fields, since a type may lack optional ones of another. */
  readonly complete?: Complete<T>;
}

export type TypeOf<S> = S extends { readonly type?: infer T } ? T : never;

/** Of messages told apart by their `kind`: what each carries besides it. */
export type ShapeByKind<Message extends { readonly kind: string }> = {
  readonly [K in Message['kind']]: Shape<Omit<Extract<Message, { readonly kind: K }>, 'kind'>>;
};

/** The same with no field optional, all the way down. */
type Complete<T> = T extends string | number | boolean | bigint | Uint8Array
  ? T
  : T extends readonly (infer Item)[]
    ? readonly Complete<Item>[]
    : T extends object
      ? { readonly [K in keyof T]-?: Complete<T[K]> }
      : T;

type Fields = Readonly<Record<string, Shape<unknown>>>;
type Required<F extends Fields> = { readonly [K in keyof F]: TypeOf<F[K]> };
type Optional<F extends Fields> = { readonly [K in keyof F]?: TypeOf<F[K]> };

function primitive<T>(name: string, fits: (value: unknown) => boolean): Shape<T> {
  return { problem: (value, path) => (fits(value) ? undefined : `${path}: not ${name}`) };
}

export const string = primitive<string>('a string', (value) => typeof value === 'string');
export const boolean = primitive<boolean>('a boolean', (value) => typeof value === 'boolean');
/** Finite: NaN and infinities do not survive JSON. */
export const number = primitive<number>('a finite number', (value) => Number.isFinite(value));
/** Not looked at here: whoever reads it checks it. */
export const anything: Shape<unknown> = { problem: () => undefined };

/** A string with a brand: the sender vouches for its kind. */
export function branded<T extends string>(): Shape<T> {
  return primitive<T>('a string', (value) => typeof value === 'string');
}

export function literal<const T extends string | number | boolean>(...allowed: readonly T[]) {
  const set: ReadonlySet<unknown> = new Set(allowed);
  return primitive<T>(`one of ${allowed.join(', ')}`, (value) => set.has(value));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An object with these fields; further fields are let through, so that versions may differ. */
export function object<R extends Fields>(required: R): Shape<Required<R>>;
export function object<R extends Fields, O extends Fields>(
  required: R,
  optional: O,
): Shape<Required<R> & Optional<O>>;
export function object(required: Fields, optional: Fields = {}): Shape<unknown> {
  return {
    problem(value, path) {
      if (!isRecord(value)) return `${path}: not an object`;
      for (const [key, shape] of Object.entries(required)) {
        const problem = shape.problem(value[key], `${path}.${key}`);
        if (problem !== undefined) return problem;
      }
      for (const [key, shape] of Object.entries(optional)) {
        if (value[key] === undefined) continue;
        const problem = shape.problem(value[key], `${path}.${key}`);
        if (problem !== undefined) return problem;
      }
      return undefined;
    },
  };
}

export function array<T>(item: Shape<T>): Shape<readonly T[]> {
  return {
    problem(value, path) {
      if (!Array.isArray(value)) return `${path}: not an array`;
      for (const [index, element] of value.entries()) {
        const problem = item.problem(element, `${path}[${index}]`);
        if (problem !== undefined) return problem;
      }
      return undefined;
    },
  };
}

export function record<T>(item: Shape<T>): Shape<Readonly<Record<string, T>>> {
  return {
    problem(value, path) {
      if (!isRecord(value)) return `${path}: not an object`;
      for (const [key, element] of Object.entries(value)) {
        const problem = item.problem(element, `${path}.${key}`);
        if (problem !== undefined) return problem;
      }
      return undefined;
    },
  };
}

/** The first member that fits; when none does, the problem of the last. */
export function union<M extends readonly Shape<unknown>[]>(
  ...members: M
): Shape<TypeOf<M[number]>> {
  return {
    problem(value, path) {
      let problem: string | undefined = `${path}: nothing is allowed here`;
      for (const member of members) {
        problem = member.problem(value, path);
        if (problem === undefined) return undefined;
      }
      return problem;
    },
  };
}

export function nullable<T>(shape: Shape<T>): Shape<T | null> {
  return {
    problem: (value, path) => (value === null ? undefined : shape.problem(value, path)),
  };
}
