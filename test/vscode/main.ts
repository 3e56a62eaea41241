import Mocha from 'mocha';

const LIMIT_MS = 90_000;

/** What VS Code's extension host calls; rejects when a test fails. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: LIMIT_MS, color: false, reporter: 'spec' });
  // Makes `describe` and `it` of this module known; otherwise loading a file would do it.
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  await import('./documentText.test.js');
  await import('./extension.test.js');
  await import('./commands.test.js');
  await import('./studio.test.js');
  await import('./trust.test.js');
  await import('./showFile.test.js');
  await import('./runStatus.test.js');
  await import('./problems.test.js');
  await import('./newProject.test.js');
  await import('./addModel.test.js');
  await import('./fleet.test.js');
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} tests failed in the extension host`);
}
