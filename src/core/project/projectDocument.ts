import type { Edit, Node } from 'jsonc-parser';
import { appendChild, appendChildren, removeChildren, replaceNode } from './jsonEdits.js';
import { type Layout, layoutOf, lineIndent, render } from './jsonLayout.js';

/**
 * One text of a project as a tree that edits are asked of. Owns no state: every method answers with
 * edits of the text it was made from.
 */
export class ProjectDocument {
  private readonly layout: Layout;

  constructor(
    private readonly text: string,
    readonly root: Node,
  ) {
    this.layout = layoutOf(text, root);
  }

  /** The value at a path of keys, if every step of it is there. */
  at(...keys: readonly string[]): Node | undefined {
    let node: Node | undefined = this.root;
    for (const key of keys) node = node && valueOf(node, key);
    return node;
  }

  /** Items of the array at a path of keys. */
  items(...keys: readonly string[]): readonly Node[] {
    const node = this.at(...keys);
    return node?.type === 'array' ? (node.children ?? []) : [];
  }

  /** Properties of the object at a path of keys. */
  properties(...keys: readonly string[]): readonly Node[] {
    const node = this.at(...keys);
    return node?.type === 'object' ? (node.children ?? []) : [];
  }

  /** Sets a value, making the objects that lead to it where they are missing. */
  set(from: Node, keys: readonly string[], value: unknown): Edit[] {
    const [key, ...rest] = keys;
    const present = valueOf(from, key);
    if (present && rest.length > 0 && present.type === 'object') {
      return this.set(present, rest, value);
    }
    const nested = rest.reduceRight<unknown>((inner, step) => ({ [step]: inner }), value);
    if (!present) return appendChild(this.text, from, { key, value: nested }, this.layout);
    if (rest.length === 0 && isSame(present, value)) return [];
    return [this.rewrite(present, nested)];
  }

  /**
   * Sets several values of one object and removes those that are undefined. Where some go and
   * others come, the new take the old ones' places.
   */
  setFields(from: Node, fields: Readonly<Record<string, unknown>>): Edit[] {
    const keys = Object.keys(fields);
    const stay = keys.filter((key) => fields[key] !== undefined && valueOf(from, key));
    const gone = keys.flatMap((key) => {
      const property = fields[key] === undefined ? propertyOf(from, key) : undefined;
      return property ? [property] : [];
    });
    const come = keys.filter((key) => fields[key] !== undefined && !valueOf(from, key));
    const places = gone.splice(0, come.length);
    const added = come.slice(places.length).map((key) => ({ key, value: fields[key] }));
    return [
      ...stay.flatMap((key) => this.set(from, [key], fields[key])),
      ...places.map((place, at) =>
        replaceNode(
          place,
          `${JSON.stringify(come[at])}: ${this.rendered(place, fields[come[at]])}`,
        ),
      ),
      ...this.remove(gone),
      ...(added.length > 0 ? appendChildren(this.text, from, added, this.layout) : []),
    ];
  }

  /** Puts another value in a value's place. */
  rewrite(node: Node, value: unknown): Edit {
    return replaceNode(node, this.rendered(node, value));
  }

  /** A value as it is written in the place of a node. */
  private rendered(node: Node, value: unknown): string {
    return render(value, lineIndent(this.text, node.offset), this.layout);
  }

  /** Adds an item to the array at a path, making the array where it is missing. */
  append(keys: readonly string[], value: unknown): Edit[] {
    const array = this.at(...keys);
    if (array?.type !== 'array') return this.set(this.root, keys, [value]);
    return appendChild(this.text, array, { value }, this.layout);
  }

  /** Removes items and properties, wherever they are. */
  remove(doomed: readonly Node[]): Edit[] {
    const byContainer = new Map<Node, Set<Node>>();
    for (const node of doomed) {
      const container = node.parent;
      if (!container) continue;
      const set = byContainer.get(container) ?? new Set();
      byContainer.set(container, set.add(node));
    }
    return [...byContainer].flatMap(([container, set]) =>
      removeChildren(this.text, container, set),
    );
  }

  /** Removes a property of an object, if it is there. */
  unset(from: Node, key: string): Edit[] {
    const property = propertyOf(from, key);
    return property ? this.remove([property]) : [];
  }

  /**
   * Widens a removal: an object below `settings` that would lose all its properties goes itself, so
   * that no empty husks stay behind.
   */
  withEmptied(doomed: readonly Node[]): Node[] {
    const settings = this.at('settings');
    const gone = new Set(doomed);
    for (const node of doomed) {
      let container = node.parent;
      while (container && settings && isBelow(container, settings)) {
        if (!container.children?.every((child) => gone.has(child))) break;
        const property = container.parent;
        if (!property) break;
        for (const child of container.children) gone.delete(child);
        gone.add(property);
        container = property.parent;
      }
    }
    return [...gone];
  }
}

export function propertyOf(object: Node, key: string): Node | undefined {
  if (object.type !== 'object') return undefined;
  return object.children?.find((property) => property.children?.[0].value === key);
}

export function valueOf(object: Node, key: string): Node | undefined {
  return propertyOf(object, key)?.children?.[1];
}

export function textAt(object: Node, key: string): string | undefined {
  const value: unknown = valueOf(object, key)?.value;
  return typeof value === 'string' ? value : undefined;
}

/** The key of a property node. */
export function keyOf(property: Node): string {
  return String(property.children?.[0].value);
}

function isBelow(node: Node, ancestor: Node): boolean {
  return (
    node.offset > ancestor.offset && node.offset + node.length < ancestor.offset + ancestor.length
  );
}

function isSame(node: Node, value: unknown): boolean {
  return node.type !== 'object' && node.type !== 'array' && node.value === value;
}
