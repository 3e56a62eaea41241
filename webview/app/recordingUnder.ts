import { SourceCard } from '../batch/sourceCard.js';

/** The recording on whose card something was dropped, by its id. @param path what is there, the innermost first */
export function recordingUnder(path: readonly EventTarget[]): string | undefined {
  const card = path.find((each) => each instanceof SourceCard);
  if (!card) return undefined;
  const { list, id, say } = card.source;
  return list === 'audios' && !say ? id : undefined;
}
