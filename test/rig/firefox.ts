import { join } from 'node:path';
import { firefox, type Browser } from 'playwright-core';

/** What Playwright calls a Firefox that it has not patched: one that is driven by WebDriver BiDi. */
const UNPATCHED = 'moz-firefox';

const PREFERENCES = {
  // A microphone that beeps, and nobody to be asked for it.
  'media.navigator.streams.fake': true,
  'media.navigator.permission.disabled': true,
  'media.autoplay.default': 0,
  'media.autoplay.block-webaudio': false,
  // Nothing here may need the network, so nothing gets it.
  'network.proxy.type': 1,
  'network.proxy.http': '127.0.0.1',
  'network.proxy.http_port': 9,
  'network.proxy.ssl': '127.0.0.1',
  'network.proxy.ssl_port': 9,
  'network.proxy.no_proxies_on': 'localhost, 127.0.0.1',
};

/** @param program Firefox as the system has it. A context of it has no colour scheme of its own. */
export function launchFirefox(program: string): Promise<Browser> {
  return firefox.launch({
    channel: UNPATCHED,
    executablePath: join(import.meta.dirname, 'firefoxBridge.mjs'),
    env: { ...process.env, FIREFOX: program },
    headless: true,
    firefoxUserPrefs: PREFERENCES,
  });
}
