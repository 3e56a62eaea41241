import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RigPlaces } from './places.js';
import { Session } from './session.js';
import { makeShowcase } from './showcase.js';
import { StudioPage } from './studioPage.js';

const LIMIT_MS = 400_000;
/** Chrome rounds at twice the size: crisp on any screen. */
const SCALE = 2;

/** Takes the README's picture: the packaged studio, in a real VS Code, in the middle of its work. */
export async function takeScreenshot(
  places: RigPlaces,
  chromium: string,
  vsix: readonly string[],
  file: string,
): Promise<void> {
  const pictures = mkdtempSync(join(tmpdir(), 'heygem-screenshot-'));
  let name = '';
  const session = await Session.start(
    {
      places,
      chromium,
      vsix,
      command: 'HeyGem: Generate All',
      pictures,
      name: 'editor',
      server: { settings: { 'workbench.colorTheme': 'Default Dark Modern' } },
      browser: { width: 1240, height: 780, scale: SCALE },
    },
    (folder) => {
      name = makeShowcase(process.cwd(), folder);
    },
  );
  try {
    await session.workbench.openFile(name);
    const studio = new StudioPage(session.workbench.webview());
    await studio.isShown();
    await studio.card('Lecturer, desk').locator('img').waitFor({ timeout: LIMIT_MS });
    await studio.button('Generate all').click();
    await inTheMiddle(studio);
    const whole = join(pictures, 'whole.png');
    await session.page.mouse.move(0, 0);
    await session.page.screenshot({ path: whole });
    toPalette(whole, file);
  } finally {
    await session.close();
    rmSync(pictures, { recursive: true, force: true });
  }
}

/** One pair done, another half drawn. */
async function inTheMiddle(studio: StudioPage): Promise<void> {
  const limit = Date.now() + LIMIT_MS;
  for (;;) {
    const states = await studio.rows().allInnerTexts();
    const bars = studio.rows().getByRole('progressbar');
    const done = states.filter((text) => /Done|Up to date/.test(text)).length;
    const at = done > 0 && (await bars.count()) > 0 ? await progressOf(bars.first()) : 0;
    if (at >= 45 && at <= 90) return;
    if (Date.now() > limit) throw new Error(`no moment worth a picture: ${states.join(' | ')}`);
    await sleep(30);
  }
}

async function progressOf(bar: ReturnType<StudioPage['rows']>): Promise<number> {
  return Number(await bar.getAttribute('aria-valuenow', { timeout: 500 }).catch(() => 0));
}

/** A third of the size, and nothing that an eye could tell. */
function toPalette(from: string, to: string): void {
  const filter = 'split[a][b];[a]palettegen=stats_mode=full[p];[b][p]paletteuse=dither=none';
  const quiet = ['-v', 'error', '-y'];
  execFileSync('ffmpeg', [...quiet, '-i', from, '-vf', filter, '-update', '1', to]);
}
