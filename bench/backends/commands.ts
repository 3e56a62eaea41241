import type { Command } from 'commander';
import { resolve } from 'node:path';
import { COLOR_ORDERS, type ColorOrder } from '../../src/core/lipModel.js';
import { EXECUTION_PROVIDERS, type ExecutionProvider } from '../../src/core/model.js';
import type { Workbench } from '../workbench.js';
import { benchBackends } from './backendsBench.js';
import { waysOf } from './ways.js';

interface Common {
  readonly clips: string;
  readonly keep?: string;
  readonly write?: string;
}

/** What the bench's program lends to its commands. */
interface Bench {
  readonly command: (name: string, description: string) => Command;
  readonly withBench: (options: Common, work: (bench: Workbench) => Promise<void>) => Promise<void>;
  readonly finish: (options: Common, markdown: string) => void;
  readonly say: (line: string) => void;
  readonly inputs: (options: { readonly clip?: string; readonly audio?: string }) => {
    readonly clip: string;
    readonly audio: string;
  };
  readonly whole: (text: string) => number;
}

interface BackendsArguments extends Common {
  readonly clip?: string;
  readonly audio?: string;
  readonly runs: number;
  readonly seconds: number;
  readonly colors: ColorOrder;
  readonly provider: ExecutionProvider;
  readonly sheets?: string;
}

export function addBackendsCommand({
  command,
  withBench,
  finish,
  say,
  inputs,
  whole,
}: Bench): void {
  command(
    'backends',
    "the engine's own lips beside those of lip models: speed, stages, sync, sheets",
  )
    .argument('[models...]', 'ONNX files of the shape of Wav2Lip; the engine alone when absent')
    .option('--clip <file>', 'talking video; the demo presenter when absent')
    .option('--audio <file>', 'speech; the demo speech, or the clip itself, when absent')
    .option('--runs <n>', 'runs of each', whole, 3)
    .option('--seconds <n>', 'length made', whole, 10)
    .option('--colors <order>', `how the models see colours: ${COLOR_ORDERS.join(', ')}`, 'bgr')
    .option('--provider <name>', EXECUTION_PROVIDERS.join(', '), 'cpu')
    .option('--sheets <folder>', 'leave a contact sheet of each there')
    .action(async (models: string[], options: BackendsArguments) => {
      const { runs, seconds, provider, colors, sheets } = options;
      await withBench(options, async (bench) => {
        const ways = waysOf(models, { modelColors: colors });
        const wanted = { ...inputs(options), ways, runs, seconds, provider, say };
        const kept = sheets === undefined ? {} : { sheets: resolve(sheets) };
        finish(options, await benchBackends(bench, { ...wanted, ...kept }));
      });
    });
}
