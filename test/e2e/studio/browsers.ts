import { chromium, type Browser, type BrowserContextOptions } from 'playwright-core';
import { launchFirefox } from '../../rig/firefox.js';

export const BROWSERS = ['chromium', 'firefox'] as const;
export type BrowserName = (typeof BROWSERS)[number];

const ARGUMENTS = [
  '--no-sandbox',
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
  // Nothing here may need the network, so nothing gets it.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
];

/** @param program the browser as the system has it */
export function launch(name: BrowserName, program: string): Promise<Browser> {
  if (name === 'firefox') return launchFirefox(program);
  return chromium.launch({ executablePath: program, args: ARGUMENTS, headless: true });
}

/** A desk: Firefox is told by its preferences that there is a microphone. */
export function desktop(name: BrowserName): BrowserContextOptions {
  const desk = { viewport: { width: 1280, height: 900 }, acceptDownloads: true };
  return name === 'firefox' ? desk : { ...desk, permissions: ['microphone'] };
}

/** A phone, as Chromium shows itself on one. */
export const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
  acceptDownloads: true,
};
