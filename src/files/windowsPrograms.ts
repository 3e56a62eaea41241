import { win32 } from 'node:path';

/** What ends a tree of processes on Windows. */
export function taskkillPath(env: NodeJS.ProcessEnv = process.env): string {
  return win32.join(systemFolder(env), 'taskkill.exe');
}

/** The PowerShell that every Windows has. */
export function powershellPath(env: NodeJS.ProcessEnv = process.env): string {
  return win32.join(systemFolder(env), 'WindowsPowerShell', 'v1.0', 'powershell.exe');
}

function systemFolder(env: NodeJS.ProcessEnv): string {
  const root = env['SystemRoot'] ?? '';
  // A folder of a local disk; anything else is not where Windows lies.
  const folder = /^[A-Za-z]:\\/.test(root) ? root : 'C:\\Windows';
  return win32.join(folder, 'System32');
}
