import { type Edit, getNodeValue, type Node } from 'jsonc-parser';
import type { ProblemCode, ProblemParams } from './problems.js';
import { keyOf, type ProjectDocument, propertyOf, textAt, valueOf } from './projectDocument.js';
import { removePronunciation, setSay, writtenSay } from './sayEdits.js';
import type { ProjectEdit, SettingScope, SourceRef } from './projectEdit.js';

/** Why an edit cannot be made at all. */
export interface Refusal {
  readonly code: ProblemCode;
  readonly params: ProblemParams;
}

interface Cell {
  readonly video: string;
  readonly audio: string;
}

/** Lists of pairs, as paths of keys. */
const PAIR_LISTS = [['pairs'], ['matrix', 'include'], ['matrix', 'exclude']] as const;

/** What each intent does to the text, or why it cannot. */
export function editsOf(document: ProjectDocument, edit: ProjectEdit): Edit[] | Refusal {
  const { root } = document;
  switch (edit.kind) {
    case 'set-title':
      return document.set(root, ['title'], edit.title);
    case 'set-output':
      return setOutput(document, edit);
    case 'add-source': {
      const { source, path, label, outside } = edit;
      const more = { ...(label && { label }), ...(outside && { outside }) };
      return document.append([source.list], { id: source.id, path, ...more });
    }
    case 'remove-source':
      return onSource(document, edit.source, () => removeSource(document, edit.source));
    case 'rename-source':
      return onSource(document, edit.source, () => renameSource(document, edit.source, edit.id));
    case 'relabel-source':
      return onSource(document, edit.source, (node) =>
        setText(document, node, 'label', edit.label),
      );
    case 'relink-source':
      return onSource(document, edit.source, (node) => [
        ...document.set(node, edit.script ? ['say', 'file'] : ['path'], edit.path),
        ...setOutside(document, node, edit.outside),
      ]);
    case 'add-script': {
      const { id, path, say, label, outside } = edit;
      const more = { ...(label && { label }), ...(outside && { outside }) };
      return document.append(['audios'], { id, path, ...more, say: writtenSay(say) });
    }
    case 'set-say':
      return onSource(document, edit.source, (node) => setSay(document, node, edit.say));
    case 'set-transcript':
      return onSource(document, { list: 'audios', id: edit.audio }, (node) => [
        ...setText(document, node, 'transcript', edit.path ?? ''),
        ...setOutside(document, node, edit.outside),
      ]);
    case 'set-pronunciation':
      return edit.said === ''
        ? removePronunciation(document, edit.word)
        : document.set(root, ['pronunciations', edit.word], edit.said);
    case 'set-outside':
      return onSource(document, edit.source, (node) => setOutside(document, node, edit.outside));
    case 'set-face':
      return onSource(document, { list: 'videos', id: edit.video }, (node) =>
        edit.face ? document.set(node, ['face'], edit.face) : document.unset(node, 'face'),
      );
    case 'set-part': {
      const { source } = edit;
      const part = { from: written(edit.from), to: written(edit.to) };
      const fields = source.list === 'videos' ? part : { ...part, offset: written(edit.offset) };
      return onSource(document, source, (node) => document.setFields(node, fields));
    }
    case 'set-consent':
      return onSource(document, { list: 'videos', id: edit.video }, (node) =>
        setText(document, node, 'consent', edit.consent),
      );
    case 'add-pair':
      return onCell(document, edit, () =>
        hasCell(document, ['pairs'], edit) ? [] : document.append(['pairs'], cellOf(edit)),
      );
    case 'remove-pair':
      return document.remove(cellNodes(document, ['pairs'], edit));
    case 'set-matrix':
      return setMatrix(document, edit.on);
    case 'include-cell':
      return onCell(document, edit, () => includeCell(document, edit));
    case 'exclude-cell':
      return onCell(document, edit, () => excludeCell(document, edit));
    case 'set-setting':
      return inScope(document, edit.scope, (path) =>
        document.set(root, ['settings', ...path, edit.name], edit.value),
      );
    case 'reset-setting':
      return inScope(document, edit.scope, (path) => {
        const settings = document.at('settings', ...path);
        const property = settings && propertyOf(settings, edit.name);
        return property ? document.remove(document.withEmptied([property])) : [];
      });
  }
}

/** Milliseconds are finer than a frame and keep the file readable; nothing where it would say nothing. */
function written(seconds: number | undefined): number | undefined {
  const tidy = seconds === undefined ? 0 : Math.round(seconds * 1000) / 1000;
  return tidy === 0 ? undefined : tidy;
}

function setOutput(
  document: ProjectDocument,
  output: { readonly folder?: string; readonly name?: string },
): Edit[] {
  const fields = Object.entries({ folder: output.folder, name: output.name }).filter(
    ([, value]) => value !== undefined,
  );
  const present = document.at('output');
  if (!present) return document.set(document.root, ['output'], Object.fromEntries(fields));
  const missing = fields.filter(([key]) => !propertyOf(present, key));
  if (missing.length > 1) {
    // Two properties added at one place would be two edits at one offset: write the object anew.
    const kept = getNodeValue(present) as object;
    return [document.rewrite(present, { ...kept, ...Object.fromEntries(fields) })];
  }
  return fields.flatMap(([key, value]) => document.set(present, [key], value));
}

function setOutside(document: ProjectDocument, node: Node, outside: boolean | undefined): Edit[] {
  if (outside === undefined) return [];
  return outside ? document.set(node, ['outside'], true) : document.unset(node, 'outside');
}

function onSource(
  document: ProjectDocument,
  source: SourceRef,
  edit: (node: Node) => Edit[],
): Edit[] | Refusal {
  const node = document.items(source.list).find((item) => textAt(item, 'id') === source.id);
  return node ? edit(node) : unknownSource(source);
}

function onCell(document: ProjectDocument, cell: Cell, edit: () => Edit[]): Edit[] | Refusal {
  const video = onSource(document, { list: 'videos', id: cell.video }, () => []);
  return 'code' in video ? video : onSource(document, { list: 'audios', id: cell.audio }, edit);
}

function unknownSource(source: SourceRef): Refusal {
  const code = source.list === 'videos' ? 'unknown-video' : 'unknown-audio';
  return { code, params: { id: source.id } };
}

function removeSource(document: ProjectDocument, { list, id }: SourceRef): Edit[] {
  const role = roleOf(list);
  const listed = PAIR_LISTS.flatMap((path) => document.items(...path));
  return document.remove([
    ...document.items(list).filter((item) => textAt(item, 'id') === id),
    ...listed.filter((item) => textAt(item, role) === id),
    ...document.items('matrix', list).filter((item) => item.value === id),
    ...document.withEmptied([
      ...document.properties('settings', list).filter((property) => keyOf(property) === id),
      ...pairSettings(document, role, id),
    ]),
  ]);
}

function renameSource(document: ProjectDocument, { list, id }: SourceRef, to: string): Edit[] {
  const role = roleOf(list);
  const listed = PAIR_LISTS.flatMap((path) => document.items(...path));
  const values = [
    ...document.items(list).map((item) => valueOf(item, 'id')),
    ...listed.map((item) => valueOf(item, role)),
    ...document.items('matrix', list),
    ...document.properties('settings', list).map((property) => property.children?.[0]),
  ].filter((node) => node?.value === id);
  const pairKeys = pairSettings(document, role, id).map((property) => {
    const [video, audio] = keyOf(property).split('+');
    const key = role === 'video' ? `${to}+${audio}` : `${video}+${to}`;
    return { node: property.children?.[0], key };
  });
  return [...values.map((node) => ({ node, key: to })), ...pairKeys].flatMap(({ node, key }) =>
    node && id !== to ? [document.rewrite(node, key)] : [],
  );
}

/** Overrides of all pairs that a source takes part in. */
function pairSettings(document: ProjectDocument, role: 'video' | 'audio', id: string): Node[] {
  const part = role === 'video' ? 0 : 1;
  return document
    .properties('settings', 'pairs')
    .filter((property) => keyOf(property).split('+')[part] === id);
}

function roleOf(list: SourceRef['list']): 'video' | 'audio' {
  return list === 'videos' ? 'video' : 'audio';
}

function setText(document: ProjectDocument, node: Node, key: string, value: string): Edit[] {
  return value === '' ? document.unset(node, key) : document.set(node, [key], value);
}

function setMatrix(document: ProjectDocument, on: boolean): Edit[] {
  if (!on) return document.unset(document.root, 'matrix');
  return document.at('matrix') ? [] : document.set(document.root, ['matrix'], {});
}

function includeCell(document: ProjectDocument, cell: Cell): Edit[] {
  const shown = document.remove(cellNodes(document, ['matrix', 'exclude'], cell));
  if (inAxes(document, cell) || hasCell(document, ['matrix', 'include'], cell)) return shown;
  return [...shown, ...document.append(['matrix', 'include'], cellOf(cell))];
}

function excludeCell(document: ProjectDocument, cell: Cell): Edit[] {
  const hidden = document.remove(cellNodes(document, ['matrix', 'include'], cell));
  if (!inAxes(document, cell) || hasCell(document, ['matrix', 'exclude'], cell)) return hidden;
  return [...hidden, ...document.append(['matrix', 'exclude'], cellOf(cell))];
}

/** Whether the matrix makes this cell by itself. */
function inAxes(document: ProjectDocument, cell: Cell): boolean {
  const across = (list: 'videos' | 'audios', id: string) =>
    !document.at('matrix', list) ||
    document.items('matrix', list).some((node) => node.value === id);
  return (
    document.at('matrix') !== undefined &&
    across('videos', cell.video) &&
    across('audios', cell.audio)
  );
}

function cellNodes(document: ProjectDocument, path: readonly string[], cell: Cell): Node[] {
  return document
    .items(...path)
    .filter((item) => textAt(item, 'video') === cell.video && textAt(item, 'audio') === cell.audio);
}

function hasCell(document: ProjectDocument, path: readonly string[], cell: Cell): boolean {
  return cellNodes(document, path, cell).length > 0;
}

function cellOf({ video, audio }: Cell): Cell {
  return { video, audio };
}

/** Runs an edit of one scope's settings, if what the scope names is there. */
function inScope(
  document: ProjectDocument,
  scope: SettingScope,
  edit: (path: readonly string[]) => Edit[],
): Edit[] | Refusal {
  const within = (list: SourceRef['list'], id: string, path: readonly string[]) =>
    onSource(document, { list, id }, () => edit(path));
  switch (scope.kind) {
    case 'project':
      return edit(['defaults']);
    case 'video':
      return within('videos', scope.id, ['videos', scope.id]);
    case 'audio':
      return within('audios', scope.id, ['audios', scope.id]);
    case 'pair':
      return onCell(document, scope, () => edit(['pairs', `${scope.video}+${scope.audio}`]));
  }
}
