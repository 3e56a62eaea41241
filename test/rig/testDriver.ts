import type { Page } from 'playwright-core';

/**
 * Has VS Code's window run tests, as `--enable-smoke-test-driver` does, where its server cannot be given that:
 * puts into the page what the server would have written there, before the workbench reads it.
 */
export async function addTestDriver(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const observer = new MutationObserver(() => {
      const place = document.getElementById('vscode-workbench-web-configuration');
      if (place?.dataset.settings === undefined) return;
      observer.disconnect();
      const settings = JSON.parse(place.dataset.settings) as { developmentOptions?: object };
      const developmentOptions = { ...settings.developmentOptions, enableSmokeTestDriver: true };
      place.dataset.settings = JSON.stringify({ ...settings, developmentOptions });
    });
    observer.observe(document, { childList: true, subtree: true });
  });
}
