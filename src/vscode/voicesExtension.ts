import { join } from 'node:path';
import { extensions, type Disposable } from 'vscode';

/** The extension that carries the voices pack and nothing else. */
const VOICES_EXTENSION = 'heygem-studio.heygem-voices';

/** The folder of its pack; undefined where it is not installed, or on another machine than this. */
export function installedVoices(): string | undefined {
  const extension = extensions.getExtension(VOICES_EXTENSION);
  return extension === undefined ? undefined : join(extension.extensionPath, 'voices');
}

/** Tells when voices were installed or taken away. */
export function onVoicesChanged(changed: () => void): Disposable {
  let known = installedVoices();
  return extensions.onDidChange(() => {
    const now = installedVoices();
    if (now === known) return;
    known = now;
    changed();
  });
}
