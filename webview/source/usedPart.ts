import { css, html, nothing, type TemplateResult } from 'lit';
import { clockTime } from '../../src/core/strings/clockTime.js';
import { briefTime } from '../../src/core/strings/exactTime.js';
import type { Part } from '../../src/core/part.js';
import type { SourceView } from '../../src/protocol/editorView.js';
import type { Session } from '../page/session.js';
import { partOf, type Points, pointsOf } from './partPoints.js';
import { type TrimOffer, offersFor } from './trimOffers.js';

/** How long a source is, or which part of it is used. */
export function usedLength({ say }: Session, { part }: SourceView, duration: number): string {
  if (!part) return clockTime(duration);
  const { from, to } = pointsOf(part, duration);
  return say('part-of', {
    from: briefTime(from),
    to: briefTime(to),
    duration: clockTime(duration),
  });
}

/** Where a part lies in a picture of the whole file, as style properties. */
export function placesOf(part: Part, duration: number): Readonly<Record<string, string>> {
  const { from, to } = pointsOf(part, duration);
  const share = (time: number) => `${((100 * time) / Math.max(0.001, duration)).toFixed(2)}%`;
  return { '--from': share(from), '--to': share(to) };
}

/** Buttons that leave out seconds of nothing. @param tabbed whether Tab reaches them */
export function trimOffers(
  session: Session,
  source: SourceView,
  tabbed: boolean,
): TemplateResult | typeof nothing {
  const { facts } = source;
  if (facts.kind !== 'ready' || !session.trusted) return nothing;
  const offers = offersFor(source, facts.duration);
  if (offers.length === 0) return nothing;
  return html`<div class="offers">
    ${offers.map((offer) => {
      const hint = session.say(`${offer.verb}-${offer.why}`);
      return html`<button
        type="button"
        class="offer"
        title=${hint}
        aria-description=${hint}
        tabindex=${tabbed ? 0 : -1}
        @click=${() => {
          take(session, source, offer, facts.duration);
        }}
      >
        ${session.say(offer.verb, { time: briefTime(offer.time) })}
      </button>`;
    })}
  </div>`;
}

function take(session: Session, source: SourceView, offer: TrimOffer, duration: number): void {
  const { list, id, part, offset } = source;
  const points: Points = { ...pointsOf(part, duration), [offer.point]: offer.time };
  const late = offset === undefined ? {} : { offset };
  const edit = {
    kind: 'set-part',
    source: { list, id },
    ...partOf(points, duration),
    ...late,
  } as const;
  void session.ask({ kind: 'edit', edit });
}

export const trimOfferStyles = css`
  .offers {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 10px;
  }
  .offer {
    padding: 0;
    border: 0;
    background: none;
    color: var(--vscode-textLink-foreground);
    font: inherit;
    font-size: 0.92em;
    cursor: pointer;
  }
  .offer:hover {
    color: var(--vscode-textLink-activeForeground);
    text-decoration: underline;
  }
  @media (pointer: coarse) {
    .offer {
      min-height: 36px;
    }
  }
`;
