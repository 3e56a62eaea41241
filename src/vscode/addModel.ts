import { basename, extname } from 'node:path';
import * as vscode from 'vscode';
import { toFailure } from '../core/errors.js';
import { fastestTrial } from '../core/lipModelProbe.js';
import type { Locale } from '../core/strings/locale.js';
import { shellText } from '../core/strings/shellTexts.js';
import type { Engine } from '../engine/engine.js';
import { askLine, showProgress, tell } from './messages.js';
import { windowText } from './windowText.js';

/**
 * Has the person choose a lip model's file, say what it is called and who may use it, then tries and keeps it.
 * Rejects with `lip-model-unusable`, `lip-model-failed` and the like.
 */
export async function addModel(locale: Locale, engine: () => Engine): Promise<void> {
  const [file] =
    (await vscode.window.showOpenDialog({
      title: windowText(shellText(locale, 'model-file')),
      filters: { ONNX: ['onnx'] },
    })) ?? [];
  if ((file as vscode.Uri | undefined) === undefined) return;
  const title = shellText(locale, 'model-file');
  const usual = basename(file.fsPath, extname(file.fsPath)).replaceAll('@', ' ').trim();
  const name = await askLine(title, shellText(locale, 'model-name'), usual);
  if (name === undefined) return;
  const licence = await askLine(title, shellText(locale, 'model-licence-ask'), '');
  if (licence === undefined) return;
  const abort = new AbortController();
  const wish = {
    ...{ file: file.fsPath, link: false },
    ...(name !== '' && { name }),
    ...(licence !== '' && { licence }),
  };
  await showProgress({
    title: shellText(locale, 'model-adding', { name: name === '' ? usual : name }),
    cancel: () => {
      abort.abort();
    },
    run: async () => {
      try {
        const { record, trials } = await engine().addLipModel(wish, abort.signal);
        const { provider = '?', ms = NaN } = fastestTrial(trials) ?? {};
        const { size } = record.shape;
        const told = { name: record.name, size, provider, ms: ms.toFixed(1) };
        void tell(shellText(locale, 'model-added', told));
      } catch (error) {
        if (toFailure(error).code !== 'cancelled' && !abort.signal.aborted) throw error;
      }
    },
  });
}
