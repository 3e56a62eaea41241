import { availableParallelism, freemem } from 'node:os';
import { once } from 'node:events';
import { HeygemError } from '../../core/errors.js';
import type { ExecutionProvider } from '../../core/model.js';
import { workersFor } from '../../engine/parallelism.js';
import type { CliContext, SharedOptions } from '../context.js';
import { EXIT, type ExitCode } from '../exitCodes.js';
import { fleetPlace } from '../fleetOptions.js';
import { fleetText } from '../fleetTexts.js';
import { emitJson } from '../output.js';
import { voiceWishes } from '../voiceOptions.js';

export interface WorkerOptions {
  readonly provider: ExecutionProvider;
  readonly name?: string;
  readonly scratch?: string;
  readonly metrics?: number;
}

/** Makes what others hand over, until it is interrupted: then it gives back what it has under way. */
export async function workerCommand(
  { output, signal, engine, installed }: CliContext,
  options: WorkerOptions & SharedOptions,
): Promise<ExitCode> {
  const place = fleetPlace(options);
  const { locale } = output;
  if (!place) throw new HeygemError('usage', { message: fleetText(locale, 'needs-fleet') });
  const { ffmpeg, name, scratch, metrics, provider, parallel = 'auto' } = options;
  const machine = { cores: availableParallelism(), freeMemory: freemem() };
  const { fleetPart, ...parts } = installed;
  const log = (line: string) => {
    engine.log.write(line);
    // Whoever runs it in a container, or as a service, reads what it says here.
    if (!output.json) output.err(`${new Date().toISOString()} ${line}\n`);
  };
  const worker = await fleetPart().startWorker({
    ...place,
    ...parts,
    ...{ provider, log, slots: workersFor(parallel, machine) },
    voiceWishes: voiceWishes(options, process.env),
    ...(ffmpeg !== undefined && { ffmpeg }),
    ...(scratch !== undefined && { scratch }),
    ...(name !== undefined && { name }),
    ...(metrics !== undefined && { metricsPort: metrics }),
  });
  const { slots, kit, metricsPort } = worker;
  const told = { name: worker.name, queue: worker.queue, slots, kit: kit.id };
  if (output.json)
    emitJson(output, { event: 'ready', ...told, ...(metricsPort && { metricsPort }) });
  else {
    output.out(fleetText(locale, 'worker-ready', told));
    output.out(fleetText(locale, 'worker-kit', { ...kit }));
    if (metricsPort !== undefined) {
      output.out(fleetText(locale, 'worker-metrics', { port: metricsPort }));
    }
  }
  try {
    if (!signal.aborted) await once(signal, 'abort');
  } finally {
    await worker.stop();
  }
  if (output.json) emitJson(output, { event: 'end', exitCode: EXIT.done });
  else output.out(fleetText(locale, 'worker-ended'));
  return EXIT.done;
}
