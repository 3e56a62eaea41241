import type { CDPSession } from 'playwright-core';

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly args: { readonly name?: string };
  /** Microseconds of the processor that the thread had. */
  readonly tdur?: number;
}

/**
 * Milliseconds of the processor that each task of the page's main thread took while `work` ran: whatever
 * else the machine does, these are the page's own. Layout, style and the painter's orders are among them.
 */
export async function taskTimes(
  session: CDPSession,
  work: () => Promise<unknown>,
): Promise<readonly number[]> {
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => {
    events.push(...(value as unknown as TraceEvent[]));
  });
  const traceConfig = { includedCategories: ['toplevel'], excludedCategories: ['*'] };
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig });
  await work();
  const complete = new Promise((done) => session.once('Tracing.tracingComplete', done));
  await session.send('Tracing.end');
  await complete;
  const mains = new Set(
    events
      .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map(placeOf),
  );
  return events
    .filter((event) => event.name.endsWith('RunTask') && mains.has(placeOf(event)))
    .map(({ tdur = 0 }) => tdur / 1000);
}

function placeOf({ pid, tid }: TraceEvent): string {
  return `${pid}/${tid}`;
}
