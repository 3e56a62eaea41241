import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { locateFfmpeg } from '../../../src/media/locate.js';

/** As where nothing is installed beside: there an ffprobe would be found that works. */
vi.mock('../../../src/media/toolPlaces.js', async (original) => ({
  ...(await original<typeof import('../../../src/media/toolPlaces.js')>()),
  packagePath: () => Promise.resolve(undefined),
}));

const GOOD = `#!/bin/sh
case "$*" in
  *-encoders*) printf ' V..... libx264 -\\n A..... aac -\\n V..... rawvideo -\\n' ;;
  *) echo 'ffmpeg version 8.1 Copyright (c) 2000-2026 the FFmpeg developers' ;;
esac
`;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'heygem-probe-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

it.runIf(process.platform !== 'win32')('names the ffprobe that macOS kills', async () => {
  writeFileSync(join(folder, 'ffmpeg'), GOOD);
  writeFileSync(join(folder, 'ffprobe'), '#!/bin/sh\nkill -KILL $$\n');
  const located = locateFfmpeg({ setting: folder, env: {}, platform: 'darwin' });
  await expect(located).rejects.toMatchObject({
    code: 'ffmpeg-blocked',
    params: { path: join(folder, 'ffprobe') },
  });
});
