/**
 * Rebuilds `after` out of the parts of `before` that are deeply equal to it, matching list items by
 * their `id` where they have one. Snapshots cross a process boundary, so everything in them is new;
 * this lets elements see by identity what did not change. Plain data only.
 */
export function shareUnchanged<Data>(before: unknown, after: Data): Data {
  return share(before, after) as Data;
}

function share(before: unknown, after: unknown): unknown {
  if (Object.is(before, after)) return before;
  if (Array.isArray(before) && Array.isArray(after)) return shareList(before, after);
  if (isRecord(before) && isRecord(after)) return shareRecord(before, after);
  return after;
}

function shareList(before: readonly unknown[], after: readonly unknown[]): readonly unknown[] {
  const old = byId(before);
  let same = before.length === after.length;
  const shared = after.map((item, at) => {
    const id = idOf(item);
    const result = share(id === undefined ? before[at] : old.get(id), item);
    same &&= Object.is(result, before[at]);
    return result;
  });
  return same ? before : shared;
}

function shareRecord(before: Data, after: Data): Data {
  const keys = Object.keys(after);
  let same = Object.keys(before).length === keys.length;
  const shared: Record<string, unknown> = {};
  for (const key of keys) {
    shared[key] = share(before[key], after[key]);
    same &&= key in before && Object.is(shared[key], before[key]);
  }
  return same ? before : shared;
}

type Data = Readonly<Record<string, unknown>>;

function byId(list: readonly unknown[]): Map<string, unknown> {
  const found = new Map<string, unknown>();
  for (const item of list) {
    const id = idOf(item);
    if (id !== undefined) found.set(id, item);
  }
  return found;
}

function idOf(item: unknown): string | undefined {
  return isRecord(item) && typeof item.id === 'string' ? item.id : undefined;
}

function isRecord(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
