import type { Say } from '../../src/core/strings/ui.js';
import type { EditorView, SourceView } from '../../src/protocol/editorView.js';
import { drawnPicture, pairName } from '../wording/pairStates.js';

/** What was drawn last of the first pair that is drawn, and the pair's name. */
export function drawnLast(
  { project }: EditorView,
  sources: ReadonlyMap<string, SourceView>,
  say: Say,
): { readonly address: string; readonly pair: string } | undefined {
  for (const pair of project?.pairs ?? []) {
    const address = drawnPicture(pair);
    if (address !== undefined) return { address, pair: pairName(pair, sources, say) };
  }
  return undefined;
}
