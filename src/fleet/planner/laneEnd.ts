import type { Lane, LaneEvent } from './lane.js';

export type LaneEnd =
  | Extract<LaneEvent, { readonly kind: 'completed' | 'failed' | 'gone' }>
  /** Nobody waits for it any more. */
  | { readonly kind: 'let-go' };

/** Resolves when a job is over, or when it is let go. */
export async function endOf(
  lane: Pick<Lane, 'listen' | 'standing'>,
  id: string,
  signal: AbortSignal,
  hear: (event: LaneEvent) => void,
): Promise<LaneEnd> {
  let letGo: () => void = () => undefined;
  let stop: () => void = () => undefined;
  const over = new Promise<LaneEnd>((resolve) => {
    const settle = (event: LaneEvent) => {
      if (event.kind === 'active' || event.kind === 'progress' || event.job !== id) hear(event);
      else resolve(event);
    };
    letGo = () => {
      resolve({ kind: 'let-go' });
    };
    stop = lane.listen(id, settle);
    // It may be over by now.
    void lane.standing(id).then(
      (found) => {
        if (found) settle(found);
      },
      () => undefined,
    );
  });
  signal.addEventListener('abort', letGo, { once: true });
  if (signal.aborted) letGo();
  try {
    return await over;
  } finally {
    signal.removeEventListener('abort', letGo);
    stop();
  }
}
