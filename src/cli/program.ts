import { Command, Option } from 'commander';
import { FLEET_PRIORITIES } from '../core/fleet/turns.js';
import type { ExecutionProvider } from '../core/model.js';
import { ENCODER_PRESETS, SUBTITLE_WAYS } from '../core/settings.js';
import { plainLines } from '../core/strings/plainText.js';
import { batchCommand, type BatchOptions } from './commands/batch.js';
import { cacheClearCommand, cacheInfoCommand, cachePruneCommand } from './commands/cache.js';
import { checkCommand, type CheckOptions } from './commands/check.js';
import { doctorCommand, type DoctorOptions } from './commands/doctor.js';
import { newCommand, zipCommand, type ZipOptions } from './commands/files.js';
import { relinkCommand, type RelinkOptions } from './commands/relink.js';
import { runCommand, type RunOptions } from './commands/run.js';
import { speakCommand, type SpeakOptions } from './commands/speak.js';
import {
  voiceSampleCommand,
  voicesCommand,
  type SampleOptions,
  type VoicesOptions,
} from './commands/voices.js';
import {
  addModelCommand,
  modelsCommand,
  removeModelCommand,
  testModelCommand,
  type AddModelOptions,
} from './commands/models.js';
import { statusCommand } from './commands/status.js';
import type { CliContext, SharedOptions } from './context.js';
import type { ExitCode } from './exitCodes.js';
import {
  byteCount,
  clockTime,
  faceChoice,
  onOrOff,
  originText,
  pathText,
  portNumber,
  settingNumber,
  settingText,
  speakingSpeed,
  trackNumber,
  voiceSpeed,
} from './values.js';
import { withFleet } from './fleetOptions.js';
import { addFleet } from './fleetProgram.js';
import {
  command,
  keepPreviousOption,
  parallelOption,
  providerOption,
  withMaking,
  withParts,
  withPicture,
  withProject,
  withWorker,
} from './programOptions.js';
import { withOwnModel } from './ownModelOptions.js';
import { withVoices } from './voiceOptions.js';

/** Runs a parsed command with what it needs around it. */
export type Launch = (
  shared: SharedOptions,
  command: (context: CliContext) => Promise<ExitCode>,
) => Promise<void>;

export interface StudioCommandOptions {
  readonly port: number;
  readonly host: string;
  /** The origin under which somebody else's port passes the studio on. */
  readonly alsoAt?: string;
  /** True where none was given: one is made up. */
  readonly password?: string | true;
  readonly cert?: string;
  readonly key?: string;
  /** False with `--no-open`. */
  readonly open: boolean;
  /** Undefined where none was given: the studio remembers what was set. */
  readonly provider?: ExecutionProvider;
}

/** Serves a folder until it is interrupted. Undefined: the exit code is told otherwise. */
export type Serve = (
  folder: string,
  options: StudioCommandOptions & SharedOptions,
) => Promise<ExitCode | undefined>;

const EXIT_CODES = `
Exit codes: 0 all done, 1 some failed, 2 wrong usage, 130 interrupted.`;

/** The command line as commander's tree: names, options and their bounds, nothing of what they do. */
export function buildProgram(
  version: string,
  launch: Launch,
  serve: (...told: Parameters<Serve>) => Promise<void>,
): Command {
  const program = new Command('heygem')
    .description('Make a filmed person say new words, wholly on this machine.')
    .version(version, '-V, --version')
    .addHelpText('after', EXIT_CODES)
    .showHelpAfterError('(heygem --help, or heygem COMMAND --help, says more)')
    .exitOverride()
    // It repeats what it was given, and a script may give it names of files.
    .configureOutput({
      outputError: (text, write) => {
        write(plainLines(text));
      },
    });
  addMaking(program, launch);
  addSpeaking(program, launch);
  addLooking(program, launch);
  addFiles(program, launch);
  addVoices(program, launch);
  addModels(program, launch);
  addFleet(program, launch);
  addStudio(program, serve);
  return program;
}

const FACE_HELP = 'the face to follow: x,y or x,y@seconds, from 0,0 (left, top) to 1,1';

const TRACK_HELP = 'which of the sound tracks in the recording is the speech, from 1';

/** Commander would take the name for the opposite of `--face`. */
function noFaceOption(): Option {
  const option = new Option('--no-face <what>', 'a video without a usable face');
  option.negate = false;
  return option.choices(['fail', 'pass']);
}

function addMaking(program: Command, launch: Launch): void {
  withOwnModel(
    withWords(withParts(withPicture(withMaking(command(program, 'run', 'make one video'))))),
  )
    .requiredOption('--video <file>', 'a video of a talking person', pathText)
    .option('--audio <file>', 'the speech they are to say', pathText)
    .requiredOption('-o, --output <file>', 'the mp4 to make', pathText)
    .option('--strength <factor>', 'movement of the mouth, 1 as learnt', settingNumber('strength'))
    .option('--smoothing <amount>', '0 none to 1 heavy', settingNumber('smoothing'))
    .option(
      '--own-way <on|off>',
      "open the lips as this person does, where the video's own sound teaches how",
      onOrOff,
    )
    .option(
      '--silence-threshold <dBFS>',
      'quieter is silence: the mouth eases shut',
      settingNumber('silenceThreshold'),
    )
    .option('--max-yaw <degrees>', 'frames turned further stay as filmed', settingNumber('maxYaw'))
    .option(
      '--min-eye-distance <pixels>',
      'frames with smaller faces stay as filmed',
      settingNumber('minEyeDistance'),
    )
    .addOption(noFaceOption())
    .option('--crf <number>', 'x264 rate factor, lower is better', settingNumber('crf'))
    .addOption(new Option('--preset <name>', 'x264 preset').choices(ENCODER_PRESETS))
    .addOption(new Option('--encoder <kind>', 'which encoder').choices(['software', 'auto']))
    .option('--label', 'paint a small visible "AI-generated" label')
    .option(
      '--producer <name>',
      'who answers for the video: name or code for the AI label (GB 45438-2025)',
      settingText('producer'),
    )
    .addOption(
      new Option('--subtitles <way>', 'files, track (and files) or burned (and files)').choices(
        SUBTITLE_WAYS,
      ),
    )
    .option('--transcript <file>', 'a text of what is said, for subtitles', pathText)
    .option('--face <x,y[@t]>', FACE_HELP, faceChoice)
    .option('--audio-track <number>', TRACK_HELP, trackNumber)
    .option('--offset <time>', 'seconds of the video before the speech begins', clockTime)
    .option('--force', 'replace a file that was not made by HeyGem Studio')
    .action((options: RunOptions & SharedOptions) =>
      launch(options, (context) => runCommand(context, options)),
    );
  withFleet(
    withMaking(withProject(command(program, 'batch', 'make what is not current in a project'))),
  )
    .addOption(priorityOption())
    .option('--only <glob>', 'only pairs whose id, output or input matches (* and ?)')
    .option('--force', 'also make what is current, and replace files that are not ours')
    .action((project: string, options: BatchOptions & SharedOptions) =>
      launch(options, (context) => batchCommand(context, project, options)),
    );
}

function priorityOption(): Option {
  const help = 'how soon other machines make it, with --queue';
  return new Option('--priority <name>', help).choices(FLEET_PRIORITIES);
}

/** Options that say what is to be said, and how. */
function withWords(parent: Command): Command {
  return parent
    .option('--text <words>', 'what is to be said')
    .option('--text-file <file>', 'a file that says it: .txt, .md, .srt or .vtt', pathText)
    .option('--voice <id>', 'who speaks; unless told the usual voice of the language')
    .option('--speed <factor>', "0.5 to 2, 1 is the voice's own pace", speakingSpeed)
    .addOption(new Option('--language <tag>', 'whose usual voice speaks').choices(['en', 'zh']));
}

function addSpeaking(program: Command, launch: Launch): void {
  withVoices(withWords(command(program, 'speak', 'speak a text into a recording')))
    .requiredOption('-o, --output <file>', 'the wav to make', pathText)
    .option('--force', 'replace a file that was not made by HeyGem Studio')
    .action((options: SpeakOptions & SharedOptions) =>
      launch(options, (context) => speakCommand(context, options)),
    );
}

function addLooking(program: Command, launch: Launch): void {
  withVoices(
    withProject(command(program, 'status', 'say how each pair of a project stands')),
  ).action((project: string, options: SharedOptions) =>
    launch(options, (context) => statusCommand(context, project)),
  );
  withParts(
    withPicture(
      withWorker(command(program, 'check', 'look at inputs for what would spoil the result')),
    ),
  )
    .argument('[project]', 'a .heygem file; or else name files:', pathText)
    .option('--video <file>', 'a video', pathText)
    .option('--audio <file>', 'a recording', pathText)
    .option('--face <x,y[@t]>', FACE_HELP, faceChoice)
    .option('--audio-track <number>', TRACK_HELP, trackNumber)
    .option('--trust', 'let the project use files outside its folder, if it says so')
    .action((project: string | undefined, options: CheckOptions & SharedOptions) =>
      launch(options, (context) => checkCommand(context, project, options)),
    );
  withWorker(command(program, 'doctor', 'say what works on this machine'))
    .option('--remove-telemetry', 'remove what onnxruntime kept for its telemetry on this machine')
    .action((options: DoctorOptions & SharedOptions) =>
      launch(options, (context) => doctorCommand(context, options)),
    );
}

function addFiles(program: Command, launch: Launch): void {
  command(program, 'new', 'make a project from the media in a folder')
    .argument('[target]', 'a folder, or the .heygem file to make', pathText, '.')
    .action((target: string, options: SharedOptions) =>
      launch(options, (context) => newCommand(context, target)),
    );
  withProject(command(program, 'zip', 'pack the current outputs of a project'))
    .requiredOption('-o, --output <file>', 'the archive to make', pathText)
    .option('--force', 'replace the archive')
    .option('--reports', 'pack the reports beside the videos too')
    .action((project: string, options: ZipOptions & SharedOptions) =>
      launch(options, (context) => zipCommand(context, project, options)),
    );
  withProject(command(program, 'relink', 'find the files of a project that are gone'))
    .requiredOption('--search <folder>', 'the folder to look through, with all below it', pathText)
    .action((project: string, options: RelinkOptions & SharedOptions) =>
      launch(options, (context) => relinkCommand(context, project, options)),
    );
  const cache = program.command('cache').description('what was learnt of videos and is kept');
  command(cache, 'info', 'say where it is and how large', { isDefault: true }).action(
    (options: SharedOptions) => launch(options, cacheInfoCommand),
  );
  command(cache, 'clear', 'remove everything').action((options: SharedOptions) =>
    launch(options, cacheClearCommand),
  );
  command(cache, 'prune', 'remove what was not of use for longest')
    .option('--max-size <size>', 'what may stay, e.g. 500M or 10G', byteCount)
    .action((options: SharedOptions & { maxSize?: number }) =>
      launch(options, (context) => cachePruneCommand(context, options.maxSize)),
    );
}

function addVoices(program: Command, launch: Launch): void {
  const voices = program.command('voices').description('what scripts may be spoken with');
  withVoices(command(voices, 'list', 'say which voices there are', { isDefault: true }))
    .option('--language <tag>', 'only voices of this language: zh, en-GB', pathText)
    .action((options: VoicesOptions & SharedOptions) =>
      launch(options, (context) => voicesCommand(context, options)),
    );
  withVoices(withWorker(command(voices, 'sample', 'have a voice say a sentence')))
    .argument('<voice>', 'its id, as the list has it', pathText)
    .requiredOption('-o, --output <file>', 'the WAV file to make', pathText)
    .option('--text <words>', 'what it says; a sentence of its language unless told', pathText)
    .option('--speed <factor>', '0.5 to 2; 1 is its own pace', voiceSpeed)
    .option('--force', 'replace the file')
    .action((voice: string, options: SampleOptions & SharedOptions) =>
      launch(options, (context) => voiceSampleCommand(context, voice, options)),
    );
}

function addModels(program: Command, launch: Launch): void {
  const models = program.command('models').description('lip-sync models of your own');
  command(models, 'list', 'say which there are', { isDefault: true }).action(
    (options: SharedOptions) => launch(options, modelsCommand),
  );
  command(models, 'add', 'try a Wav2Lip-shaped ONNX file and keep it')
    .argument('<file>', 'the .onnx file', pathText)
    .option('--name <name>', 'what to call it; as the file is called unless told')
    .option('--licence <text>', 'who may use it for what')
    .option('--link', 'leave the file where it is instead of copying it')
    .action((file: string, options: AddModelOptions & SharedOptions) =>
      launch(options, (context) => addModelCommand(context, file, options)),
    );
  command(models, 'remove', 'forget one; a linked file stays')
    .argument('<model>', 'its name, or the first digits of its sha256', pathText)
    .action((model: string, options: SharedOptions) =>
      launch(options, (context) => removeModelCommand(context, model)),
    );
  command(models, 'test', 'say what one takes, and how fast it is on each provider')
    .argument('<model>', 'a file, or the name or sha256 of one that was added', pathText)
    .action((model: string, options: SharedOptions) =>
      launch(options, (context) => testModelCommand(context, model)),
    );
}

function addStudio(program: Command, serve: (...told: Parameters<Serve>) => Promise<void>): void {
  // Without defaults: what was set in the studio holds where nothing is said here.
  withFleet(
    withVoices(
      withWorker(command(program, 'studio', 'open the studio of a folder in the browser')),
    ),
  )
    .addOption(providerOption())
    .addOption(parallelOption())
    .addOption(keepPreviousOption())
    .argument('[folder]', 'a folder of projects', pathText, '.')
    .option('--port <number>', 'where to listen; 0 for any that is free', portNumber, 7860)
    .option('--host <address>', 'another address than this machine alone', '127.0.0.1')
    .option('--also-at <address>', 'where a proxy of yours passes the studio on', originText)
    .option('--password [password]', 'ask for one; one is made up where none is given')
    .option('--cert <file>', 'a certificate (PEM), for encrypted connections', pathText)
    .option('--key <file>', "the certificate's key (PEM)", pathText)
    .option('--trust', 'let projects use files outside their folders, if they say so')
    .option('--no-open', 'do not open the browser')
    .action(serve);
}
