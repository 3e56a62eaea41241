import { Option, type Command, type CommandOptions } from 'commander';
import { MOST_KEPT } from '../core/keptResults.js';
import { EXECUTION_PROVIDERS } from '../core/model.js';
import { LOCALES } from '../core/strings/locale.js';
import { withVoices } from './voiceOptions.js';
import { clockTime, colorText, keptCount, parallelism, pathText, settingNumber } from './values.js';

/** A command as all of them are: in the person's language, for people or for programs. */
export function command(
  parent: Command,
  usage: string,
  description: string,
  options: CommandOptions = {},
): Command {
  return parent
    .command(usage, options)
    .description(description)
    .addOption(new Option('--lang <locale>', 'language of the messages').choices(LOCALES))
    .option('--json', 'JSON lines instead of sentences (docs/cli.md)');
}

/** Options of commands that start the worker. */
export function withWorker(parent: Command): Command {
  return parent.option('--ffmpeg <path>', 'the ffmpeg to use', pathText);
}

export function withProvider(parent: Command): Command {
  return withWorker(parent).addOption(providerOption().default('auto'));
}

/** What makes videos may use more of the machine than one worker does. */
export function withMaking(parent: Command): Command {
  return withVoices(withProvider(parent))
    .addOption(parallelOption().default('auto'))
    .addOption(keepPreviousOption().default(0));
}

export function providerOption(): Option {
  return new Option('--provider <name>', 'what runs the networks').choices(EXECUTION_PROVIDERS);
}

export function parallelOption(): Option {
  const help = 'workers that make videos side by side: auto, or 1 to 16';
  return new Option('--parallel <number>', help).argParser(parallelism);
}

export function keepPreviousOption(): Option {
  const help = `results before the present one that are kept for comparing: 0 to ${MOST_KEPT}`;
  return new Option('--keep-previous <number>', help).argParser(keptCount);
}

export function withProject(parent: Command): Command {
  return parent
    .argument('<project>', 'a .heygem file, or the folder of one', pathText)
    .option('--trust', 'let the project use files outside its folder, if it says so');
}

/** Options of commands that look at one video. */
export function withPicture(parent: Command): Command {
  return parent
    .option(
      '--video-track <number>',
      'which picture of a file with several, from 1; 0 finds it',
      settingNumber('videoTrack'),
    )
    .option('--backdrop <#rrggbb>', 'what shows through where the video is transparent', colorText);
}

/** Options that say which part of the files is used. */
export function withParts(parent: Command): Command {
  return parent
    .option(
      '--video-from <time>',
      'where the used part of the video begins: 12.5, 1:05.25, 1:02:03',
      clockTime,
    )
    .option('--video-to <time>', 'and where it ends', clockTime)
    .option('--audio-from <time>', 'where the spoken part of the recording begins', clockTime)
    .option('--audio-to <time>', 'and where it ends', clockTime);
}
