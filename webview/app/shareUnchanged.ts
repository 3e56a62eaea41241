/**
 * Puts the parts of `before` that are deeply equal into `after`, in their places, matching list items
 * by their `id` where they have one. Snapshots cross a process boundary, so everything in them is new;
 * this lets elements see by identity what did not change. `after` is given away: it is changed, not
 * copied, because this runs over the whole project ten times a second. Plain data only.
 * @returns `before` itself if nothing changed
 */
export function shareUnchanged<Data>(before: unknown, after: Data): Data {
  return share(before, after) as Data;
}

function share(before: unknown, after: unknown): unknown {
  if (typeof after !== 'object' || after === null) return Object.is(before, after) ? before : after;
  if (Array.isArray(after)) return Array.isArray(before) ? shareList(before, after) : after;
  return isRecord(before) ? shareRecord(before, after as Data) : after;
}

function shareList(before: readonly unknown[], after: unknown[]): unknown {
  let same = before.length === after.length;
  let old: ReadonlyMap<string, unknown> | undefined;
  for (let at = 0; at < after.length; at += 1) {
    const id = idOf(after[at]);
    let counterpart = before[at];
    // Only a list in which items came, went or moved needs to be looked through by id.
    if (id !== undefined && idOf(counterpart) !== id) counterpart = (old ??= byId(before)).get(id);
    after[at] = share(counterpart, after[at]);
    same &&= Object.is(after[at], before[at]);
  }
  return same ? before : after;
}

function shareRecord(before: Data, after: Data): unknown {
  let same = true;
  let fields = 0;
  for (const key in after) {
    fields += 1;
    after[key] = share(before[key], after[key]);
    same &&= Object.is(after[key], before[key]) && key in before;
  }
  return same && Object.keys(before).length === fields ? before : after;
}

type Data = Record<string, unknown>;

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
