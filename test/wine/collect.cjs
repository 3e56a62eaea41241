// Runs node.exe with the given arguments and writes what it says, and then its exit code, into a file.
// A program of Windows cannot be handed a pipe or a file of Linux as its stdout under Wine and have Node use it.
const { spawn } = require('node:child_process');
const { openSync, writeSync } = require('node:fs');

const [, , file, ...args] = process.argv;
const out = openSync(file, 'w');
spawn(process.execPath, args, { stdio: ['ignore', out, out] }).on('exit', (code) => {
  writeSync(out, `\n[exit ${code}]\n`);
  process.exitCode = code ?? 1;
});
