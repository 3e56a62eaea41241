import type { MediaFacts, SourceView } from '../../src/protocol/editorView.js';
import type { Session } from '../page/session.js';
import { fileSize, shortNumber } from '../wording/measures.js';
import { usedLength } from './usedPart.js';

/** Spaces inside a measure do not break; those between measures do. */
const UNBROKEN = '\u00a0';

/** How long, how large and how fast a source is, as one line. */
export function fileMeasures(
  session: Session,
  source: SourceView,
  facts: MediaFacts & { readonly kind: 'ready' },
): string {
  const { locale, say } = session;
  const { picture } = facts;
  const parts = [usedLength(session, source, facts.duration)];
  if (picture) {
    parts.push(
      `${picture.width} × ${picture.height}`,
      say('frames-per-second', { rate: shortNumber(picture.rate, locale) }),
    );
  }
  return [...parts, fileSize(facts.size, locale)]
    .map((part) => part.replaceAll(' ', UNBROKEN))
    .join(' · ');
}
