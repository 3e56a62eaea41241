// Builds, then runs the bench with the arguments given: `npm run bench -- speed`.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

await import('./build.mjs');
const entry = fileURLToPath(new URL('../dist/bench.cjs', import.meta.url));
const child = spawn(process.execPath, [entry, ...process.argv.slice(2)], { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('close', (code, signal) => {
  process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 1);
});
