import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { LogFile } from '../../../src/engine/logFile.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'heygem-log-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

it('keeps what is logged from forging entries and from doing anything where it is shown', () => {
  const heard: string[] = [];
  const log = new LogFile(join(folder, 'a.log'), undefined, (line) => heard.push(line));
  log.write(`worker: x\r\n${new Date().toISOString()} [1] all is well\u001b[2J\u202e`);
  const text = readFileSync(log.path, 'utf8');
  expect(text.match(/^\S+Z \[\d+\] /gm)).toHaveLength(1);
  expect(text).toContain('all is well\\u001b[2J\\u202e\n');
  expect(heard.join()).toMatch(/^worker: x\n {4}\S+ \[1\] all is well\\u001b\[2J\\u202e$/);
});
