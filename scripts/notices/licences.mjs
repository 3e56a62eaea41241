// A package's licence: what its package.json says, the text that lies in it, and whether the two agree.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../steps.mjs';

/** What may be in the packages without being asked about. Each by words that stand in its text and in few others. */
const ALLOWED = {
  MIT: /Permission is hereby granted, free of charge/i,
  'Apache-2.0': /Apache License,?\s+Version 2\.0/i,
  'BSD-2-Clause': /Redistribution and use in source and binary forms/i,
  'BSD-3-Clause': /Redistribution and use in source and binary forms/i,
  ISC: /Permission to use, copy, modify, and(\/or)? distribute this software/i,
  '0BSD': /Permission to use, copy, modify, and(\/or)? distribute this software/i,
  Unlicense: /This is free and unencumbered software/i,
};

/** Models and data are also under these. */
const ALLOWED_FOR_DATA = ['CC-BY-4.0'];

/** Packages whose package.json names no licence: what their text is. */
const UNNAMED = { 'async@0.2.10': 'MIT' };

/** Packages without the text: where that of the same project lies. */
const TEXTS = {
  '@microsoft/fast-element': 'node_modules/@vscode/webview-ui-toolkit/LICENSE',
  '@microsoft/fast-foundation': 'node_modules/@vscode/webview-ui-toolkit/LICENSE',
  '@microsoft/fast-web-utilities': 'node_modules/@vscode/webview-ui-toolkit/LICENSE',
  '@tus/utils': 'node_modules/@tus/server/LICENSE',
  'onnxruntime-common': 'media/onnxruntime/LICENSE',
  'onnxruntime-node': 'media/onnxruntime/LICENSE',
  'onnxruntime-web': 'media/onnxruntime/LICENSE',
};

const TEXT_FILE = /^(licen[cs]e|copying|unlicense)([.-].*)?$/i;
const NOTICE_FILE = /^notices?(\.(md|txt))?$/i;

/** The package in `folder`, with `problems` in words; none of them where it may be carried. */
export function licenceOf(folder) {
  const { name, version, license, licenses } = JSON.parse(
    readFileSync(path.join(folder, 'package.json'), 'utf8'),
  );
  const id = `${name}@${version}`;
  const licence = license?.type ?? license ?? licenses?.[0]?.type ?? UNNAMED[id] ?? 'none named';
  const text = textIn(folder, TEXT_FILE) ?? textAt(TEXTS[name]);
  const notice = textIn(folder, NOTICE_FILE);
  const problems = problemsOf(licence, text).map((problem) => `${id}: ${problem}`);
  return { id, name, licence, text, notice, problems };
}

/** What speaks against a model or data under `licence`. */
export function dataProblems({ id, licence }) {
  const allowed = [...Object.keys(ALLOWED), ...ALLOWED_FOR_DATA];
  return allowed.includes(licence) ? [] : [`${id}: its licence, ${licence}, is not allowed`];
}

function problemsOf(licence, text) {
  const mark = ALLOWED[licence];
  if (mark === undefined) return [`its licence, ${licence}, is not allowed`];
  if (text === undefined) return [`the text of its licence, ${licence}, is missing`];
  return mark.test(text) ? [] : [`the text of its licence is not that of ${licence}`];
}

function textIn(folder, names) {
  const files = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && names.test(entry.name))
    .map((entry) => path.join(folder, entry.name));
  return files.length === 0 ? undefined : files.sort().map(read).join('\n\n');
}

function textAt(place) {
  const file = place && path.join(ROOT, place);
  return file && existsSync(file) ? read(file) : undefined;
}

function read(file) {
  const lines = readFileSync(file, 'utf8').split(/\r?\n/);
  return lines
    .map((line) => line.trimEnd())
    .join('\n')
    .trim();
}
