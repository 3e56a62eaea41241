import type { Command } from 'commander';
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { markedSounds } from './languageMarks.js';
import { benchLanguages } from './languages.js';
import { languageMarkdown } from './languageScore.js';
import { FILLS } from './pauses.js';
import { benchNotSpeech, benchPauses, benchVariants, MotionBench } from './robustness.js';
import { robustnessMarkdown } from './robustnessTable.js';
import { ROOT } from '../root.js';
import type { CleanSpeech } from './soundVariants.js';
import type { Workbench } from '../workbench.js';

interface Common {
  readonly clips: string;
  readonly keep?: string;
  readonly write?: string;
}

/** What main.ts lends to the commands about sound. */
export interface CommandKit {
  readonly command: (name: string, description: string) => Command;
  readonly withBench: (options: Common, work: (bench: Workbench) => Promise<void>) => Promise<void>;
  readonly finish: (options: Common, markdown: string, json?: unknown) => void;
  readonly say: (line: string) => void;
  readonly today: () => string;
}

/** Three people who speak and two who never open the mouth. */
const FACES = [
  'talk/vrt_2.mp4',
  'talk/hdtf_hill.mp4',
  'talk/halfbody_1.mp4',
  'silent/man_closed_mouth_720x1080.mp4',
  'silent/woman_closed_mouth_720x974.mp4',
];

/** What anybody has; recordings of audio/ are added where there are any. */
const DEMO_SPEECH = ['speech-en.flac', 'speech-zh.flac'].map((name) =>
  join(ROOT, 'media', 'demo', name),
);

export function addSoundCommands(kit: CommandKit): void {
  addLanguages(kit);
  addRobustness(kit);
}

function addRobustness({ command, withBench, finish, say, today }: CommandKit): void {
  command(
    'robustness',
    'the motion under noise, rooms, codecs and levels; rest where nobody speaks',
  )
    .argument('[speech...]', 'recordings; the demo speech and audio/ when absent')
    .option('--parts <names...>', 'of variants, not-speech, pauses', [...PARTS])
    .action(async (speech: string[], options: Common & { readonly parts: readonly string[] }) => {
      const paths = speech.length > 0 ? speech : [...DEMO_SPEECH, ...recordings(options.clips)];
      await withBench(options, async (bench) => {
        const motion = await MotionBench.open(bench);
        const speeches: CleanSpeech[] = [];
        for (const path of paths) speeches.push(await motion.read(resolve(path)));
        const wants = (part: Part): boolean => options.parts.includes(part);
        say(`${speeches.length} recordings`);
        const variants = wants('variants') ? await benchVariants(bench, motion, speeches) : [];
        say(`${variants.length} variants`);
        const rests = [
          ...(wants('not-speech') ? await benchNotSpeech(motion, speeches) : []),
          ...(wants('pauses') ? await benchPauses(motion, speeches, FILLS) : []),
        ];
        finish(options, robustnessMarkdown({ variants, rests }, today()));
      });
    });
}

const PARTS = ['variants', 'not-speech', 'pauses'] as const;
type Part = (typeof PARTS)[number];

function recordings(clips: string): string[] {
  const folder = join(clips, 'audio');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .map((name) => join(folder, name));
}

function addLanguages({ command, withBench, finish, say, today }: CommandKit): void {
  command('languages', 'lips at marked closures and vowels of four languages, with contact sheets')
    .argument('[faces...]', 'videos; three of talk/ and two of silent/ when absent')
    .option('--language <names...>', 'only these of en, fr, ja, zh')
    .option('--sheets <folder>', 'where the contact sheets go', join(ROOT, 'out', 'languages'))
    .action(
      async (
        faces: string[],
        options: Common & { readonly language?: string[]; readonly sheets: string },
      ) => {
        const videos = faces.length > 0 ? faces : FACES.map((face) => join(options.clips, face));
        await withBench(options, async (bench) => {
          const sounds = markedSounds(options.clips, bench.scratch).filter(
            ({ language }) => options.language?.includes(language) ?? true,
          );
          const results = await benchLanguages(bench, {
            faces: videos.map((video) => resolve(video)),
            sounds,
            sheets: resolve(options.sheets),
            onSheet: say,
          });
          finish(options, languageMarkdown(results, today()), results);
        });
      },
    );
}
