/** What was found to work for tasks that take seconds to minutes, on machines that may be lost at any time. */

/** A lost worker's task is seen to be lost after this and the next check. */
export const LOCK_MS = 15_000;
export const STALL_CHECK_MS = 5_000;
/** A task whose workers are lost one after the other is most likely why. */
export const MOST_STALLS = 3;

const BACK_OFF = { type: 'exponential', delay: 1_000, jitter: 0.5 } as const;

export const PAIR_TRIES = { attempts: 3, backoff: BACK_OFF } as const;
export const SEGMENT_TRIES = { attempts: 3, backoff: BACK_OFF } as const;

/** What is over is kept for a while, so that whoever planned it and was cut off finds it: in seconds. */
export const FINISHED = { age: 24 * 3_600 } as const;
/** That a video was learnt need not be remembered for long: whoever needs it looks for itself. */
export const LEARNT = { age: 3_600 } as const;

/** How long a queue may take to hear what nobody depends on: it may be away. */
export const ANSWER_MS = 2_000;
/** How long whoever works on a run may take to hear that it is cancelled, and to end. */
export const CANCEL_MS = 5_000;

export const PROGRESS_MS = 1_000;
/** How long a worker takes nothing once it cannot work. */
export const REST_MS = 30_000;
/** A task that a machine cannot do is offered to the others after this, and after more each time nobody could. */
export const OFFER_AGAIN_MS = 500;
export const OFFER_MOST_MS = 10_000;
