import type { CommandKit } from '../sound/commands.js';
import { resolve } from 'node:path';
import { type BenchLanguage, roundTrip, roundTripMarkdown, type RoundTrip } from './roundTrip.js';
import { spokenLips, spokenLipsMarkdown, type SpokenLips } from './spokenLips.js';

interface Common {
  readonly clips: string;
  readonly keep?: string;
  readonly write?: string;
}

interface VoicesArguments extends Common {
  readonly python: string;
  readonly recogniser: string;
}

const VOICES: Readonly<Record<BenchLanguage, readonly string[]>> = {
  en: ['af_heart', 'am_michael', 'bf_emma'],
  zh: ['zf_xiaoxiao', 'zm_yunxi'],
};

export function addVoicesCommands(kit: CommandKit): void {
  addRoundTrip(kit);
  addSpokenLips(kit);
}

function addRoundTrip({ command, withBench, finish, say, today }: CommandKit): void {
  command(
    'voices',
    'sentences spoken by voices of the pack, as an independent recogniser hears them',
  )
    .argument('[voices...]', 'ids of the pack; five when absent')
    .requiredOption('--python <program>', 'a Python that has faster-whisper')
    .requiredOption('--recogniser <folder>', 'Whisper base, as bench/voices/recognise.py wants it')
    .action(async (ids: readonly string[], options: VoicesArguments) => {
      const { python, recogniser } = options;
      await withBench(options, async (bench) => {
        const trips: RoundTrip[] = [];
        const wanted = ids.length > 0 ? ids : [...VOICES.en, ...VOICES.zh];
        for (const voice of wanted) {
          const language = voice.startsWith('z') ? 'zh' : 'en';
          trips.push(await roundTrip(bench, { language, voice, python, recogniser }));
          say(`${voice} is done`);
        }
        finish(options, roundTripMarkdown(trips, today()), trips);
      });
    });
}

function addSpokenLips({ command, withBench, finish, today }: CommandKit): void {
  command(
    'spoken-lips',
    'whether the lips shut at the p, b and m of spoken scripts, by sound alone',
  )
    .argument('<speech...>', 'recordings of `heygem speak`, each with its record beside it')
    .action(async (paths: readonly string[], options: Common) => {
      await withBench(options, async (bench) => {
        const rows: SpokenLips[] = [];
        for (const path of paths) rows.push(await spokenLips(bench, resolve(path)));
        finish(options, spokenLipsMarkdown(rows, today()), rows);
      });
    });
}
