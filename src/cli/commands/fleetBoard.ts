import { once } from 'node:events';
import { HeygemError } from '../../core/errors.js';
import type { CliContext, SharedOptions } from '../context.js';
import { EXIT, type ExitCode } from '../exitCodes.js';
import { fleetPlace } from '../fleetOptions.js';
import { fleetText } from '../fleetTexts.js';
import { emitJson } from '../output.js';

export interface BoardOptions {
  readonly port: number;
  readonly allowChanges?: boolean;
}

/** Shows what lies in a fleet's queue, until it is interrupted. */
export async function fleetBoardCommand(
  { output, signal, engine, installed }: CliContext,
  options: BoardOptions & SharedOptions,
): Promise<ExitCode> {
  const place = fleetPlace(options);
  const { locale } = output;
  if (!place) throw new HeygemError('usage', { message: fleetText(locale, 'needs-fleet') });
  const { port, allowChanges = false } = options;
  const told = { queue: place.queue, port, allowChanges, locale, log: engine.log.write };
  const board = await installed.fleetPart().openBoard(told);
  const { address, queue } = board;
  if (output.json) emitJson(output, { event: 'ready', address, queue });
  else output.out(fleetText(locale, 'board-ready', { address, queue }));
  if (!signal.aborted) await once(signal, 'abort');
  await board.close();
  return EXIT.done;
}
