import type { ErrorCode } from '../errors.js';
import { fleetFailuresEn } from './fleetFailures.js';

/** `{name}` is replaced by the parameter of that name. */
export interface ErrorText {
  readonly sentence: string;
  readonly hint: string;
}

export const errorTexts: Readonly<Record<ErrorCode, ErrorText>> = {
  ...fleetFailuresEn,
  'input-missing': {
    sentence: 'The file {path} does not exist.',
    hint: 'Check the path, or relink the file in the project.',
  },
  'input-empty': {
    sentence: 'The file {path} is empty.',
    hint: 'Copy or export the file again.',
  },
  'input-is-folder': {
    sentence: '{path} is a folder, not a file.',
    hint: 'Name a file in it.',
  },
  'input-not-media': {
    sentence: 'The file {path} is not a video or audio file that ffmpeg can read.',
    hint: 'Open it in a player to check it; export it again as mp4 or wav.',
  },
  'input-no-video': {
    sentence: 'The file {path} has no picture.',
    hint: 'Choose a video file of a talking person.',
  },
  'input-no-track': {
    sentence: 'The file {path} has no picture track {track}: it has {tracks}.',
    hint: 'Set the picture track of the video to a number from 1 to {tracks}, or to 0 to have it found.',
  },
  'input-no-audio': {
    sentence: 'The file {path} has no sound.',
    hint: 'Choose a recording of speech.',
  },
  'input-no-such-track': {
    sentence: 'The file {path} has no sound track number {track}: it has {count}.',
    hint: 'Choose one of them, counted from 1, or none: the likeliest one is then used.',
  },
  'input-damaged': {
    sentence: 'The file {path} breaks off or is damaged.',
    hint: 'Copy or export the file again.',
  },
  'input-protected': {
    sentence:
      "The file {path} is copy-protected (encrypted), so only its shop's own player can play it.",
    hint: 'Use a file without copy protection, or a recording of your own.',
  },
  'input-too-large': {
    sentence: 'The file {path} is too large to work with.',
    hint: 'Use a smaller file: {limit} at most.',
  },
  'input-changed': {
    sentence: 'The file {path} changed while its video was being made.',
    hint: 'Run again; on several machines, check that all of them see the same storage.',
  },
  'part-time-invalid': {
    sentence: 'A part of {path} cannot begin or end at {time} seconds.',
    hint: 'Name both places in seconds from the start of the file, such as 12.5.',
  },
  'part-backward': {
    sentence: 'The part of {path} would end ({to} s) before it begins ({from} s).',
    hint: 'Let it begin earlier or end later.',
  },
  'part-too-short': {
    sentence: 'The part of {path} that is to be used is too short.',
    hint: 'Use {least} seconds of it at least.',
  },
  'part-beyond-end': {
    sentence: 'The part of {path} begins at {from} s, and the file is over by then.',
    hint: 'Let it begin earlier, or use the whole file.',
  },
  'offset-invalid': {
    sentence: 'The speech of {path} cannot begin {offset} seconds into the video.',
    hint: 'Choose from 0 to {most} seconds.',
  },
  'no-face-here': {
    sentence: 'In these seconds {path} shows no face that can be used.',
    hint: 'Try another place of the speech, or choose the face in the video.',
  },
  'no-face': {
    sentence: 'No usable face was found in {path}.',
    hint: 'Use footage that shows the face from the front, or have the picture kept as filmed: setting “Video without a face” (noFace: "pass").',
  },
  'output-is-input': {
    sentence: 'The output {path} would overwrite one of its inputs.',
    hint: 'Choose another output name.',
  },
  'output-collision': {
    sentence: 'Two pairs would both be written to {path}.',
    hint: 'Change the output name template so that every pair has its own name.',
  },
  'output-exists': {
    sentence: 'The file {path} exists and was not made by HeyGem Studio.',
    hint: 'Choose another output name, or force it to be replaced.',
  },
  'output-changed': {
    sentence: 'The file {path} was changed or replaced since HeyGem Studio made it.',
    hint: 'Keep it under another name if you need it, or force it to be replaced.',
  },
  'output-of-another': {
    sentence: 'The file {path} was made for another project, {project}.',
    hint: 'Give the two projects different output names or folders, or force it to be replaced.',
  },
  'output-busy': {
    sentence: 'Another HeyGem process is making {path} right now.',
    hint: 'Wait for it to finish, or cancel it.',
  },
  'file-in-use': {
    sentence: 'Another program has {path} open.',
    hint: 'Close the player, the editor or whatever shows it, then try again.',
  },
  'output-not-writable': {
    sentence: 'The output {path} cannot be written.',
    hint: 'Check the folder and its permissions.',
  },
  'output-name-too-long': {
    sentence: 'The output name {path} is too long for this disk.',
    hint: 'Choose a shorter one: about 240 letters, or 80 Chinese characters, is the most.',
  },
  'archive-in-project': {
    sentence: 'The archive {path} would overwrite a file of the project itself.',
    hint: 'Choose another name for the archive.',
  },
  'output-damaged': {
    sentence: 'The video {path} could not be written whole, so it was thrown away.',
    hint: 'Check the disk: its free space, its health, and that it takes files over 4 GB (FAT32 does not). Then run again.',
  },
  'cache-unusable': {
    sentence: 'The cache folder {path} cannot be used.',
    hint: 'Check the folder and its permissions, or name another by the variable HEYGEM_CACHE.',
  },
  'disk-full': {
    sentence: 'The disk ran full while writing {path}.',
    hint: 'Free some space and run again; finished outputs are kept.',
  },
  'ffmpeg-missing': {
    sentence: 'No working ffmpeg was found.',
    hint: 'Install ffmpeg, or set its path; `heygem doctor` shows what was tried.',
  },
  'ffmpeg-failed': {
    sentence: 'ffmpeg stopped with an error on {path}.',
    hint: 'The log has its message; check that the file plays.',
  },
  'ffmpeg-unusable': {
    sentence: 'The ffmpeg that was chosen, {path}, cannot be used: {problem}.',
    hint: 'Mend the path, or choose none: then a working one is looked for.',
  },
  'ffmpeg-blocked': {
    sentence: 'This computer does not let {path} start.',
    hint: 'On a Mac, open System Settings, Privacy & Security, and choose Allow; or type in Terminal: xattr -d com.apple.quarantine "{path}". On Windows, and where others look after the computer, have the virus scanner or whoever looks after it allow this file.',
  },
  'model-missing': {
    sentence: 'The model {name} is missing.',
    hint: 'Install HeyGem Studio again.',
  },
  'model-damaged': {
    sentence: 'The model {name} is damaged: its checksum does not match.',
    hint: 'Install HeyGem Studio again.',
  },
  'provider-unavailable': {
    sentence: 'The execution provider {provider} does not work on this machine.',
    hint: 'Choose auto or cpu.',
  },
  'voice-missing': {
    sentence: 'The voice {voice} is not on this machine.',
    hint: 'Choose another voice, or install the one that is missing.',
  },
  'voices-missing': {
    sentence: 'No voices are installed, so that the script cannot be spoken.',
    hint: 'Install the HeyGem Voices extension, or make the voices with `npm run voices`.',
  },
  'lip-model-missing': {
    sentence: 'The lip-sync model "{name}" is not on this machine.',
    hint: 'Add the file with "Add Model..." or `heygem models add FILE`, or choose another model in the settings.',
  },
  'lip-model-unusable': {
    sentence: '{name} cannot be used as a lip-sync model: it has {found}, and {wanted} is wanted.',
    hint: 'A Wav2Lip-shaped ONNX file is wanted: sound [n,1,80,16] and faces [n,6,S,S] in, faces [n,3,S,S] out.',
  },
  'lip-model-failed': {
    sentence: 'The lip-sync model "{name}" failed: {reason}.',
    hint: "Try it with `heygem models test`. Another model, or the engine's own lips, can be chosen in the settings.",
  },
  'lip-model-crashed': {
    sentence: 'The program that ran the lip-sync model "{name}" crashed, twice.',
    hint: "Try it with `heygem models test`. Another model, or the engine's own lips, can be chosen in the settings.",
  },
  'lip-model-stalled': {
    sentence: 'The lip-sync model "{name}" did not answer for {seconds} seconds and was stopped.',
    hint: "Try it with `heygem models test`. Another model, or the engine's own lips, can be chosen in the settings.",
  },
  'lip-model-not-chosen': {
    sentence: 'Lips are to be made by your own model, but none is chosen.',
    hint: 'Choose a model in the settings, or let HeyGem Studio make the lips.',
  },
  'lip-model-changed': {
    sentence:
      'The file of the lip-sync model "{name}" is not what it was when it was added: {path}',
    hint: 'Add it again to use it as it is now, and choose it in the settings.',
  },
  'lip-model-external': {
    sentence: '{name} keeps its weights in other files beside it.',
    hint: 'Save it as one ONNX file: in Python, onnx.save(onnx.load(FILE), NEW_FILE).',
  },
  'lip-model-ambiguous': {
    sentence: 'Several lip-sync models are called {name}.',
    hint: 'Name the one that is meant by the first digits of its sha256, as `heygem models list` has it.',
  },
  'lip-models-unwritable': {
    sentence: 'The folder of your lip-sync models cannot be written to: {path}',
    hint: 'Make it writable, or name another one with HEYGEM_LIP_MODELS.',
  },
  'voices-damaged': {
    sentence: 'The voices are damaged: {name} is not as it should be.',
    hint: 'Install the HeyGem Voices extension again, or make the voices anew with `npm run voices`.',
  },
  'voice-failed': {
    sentence: 'The voice {voice} could not speak.',
    hint: 'See the log for what it said, or choose another voice.',
  },
  'voice-folder-unusable': {
    sentence: 'The folder {path} holds no voices that can be used: {problem}.',
    hint: 'Put a model of Kokoro and its voices there as they are published, or take the folder out of the settings.',
  },
  'voice-commands-invalid': {
    sentence: 'The voice commands in {place} cannot be used: {problem}.',
    hint: 'Give each a name and a list of a program and its arguments, as docs/voices.md shows.',
  },
  'script-empty': {
    sentence: 'The script {name} has nothing to say.',
    hint: 'Write some words into it.',
  },
  'script-unreadable': {
    sentence: 'The script {path} cannot be read as text.',
    hint: 'Save it as plain text in UTF-8.',
  },
  'script-too-long': {
    sentence: 'The script {name} is longer than {limit} characters.',
    hint: 'Divide it into several scripts.',
  },
  'speech-altered': {
    sentence: '{path} is not the recording that was spoken from its script.',
    hint: 'Move it elsewhere, and it is spoken anew; or name it as a recording of its own.',
  },
  'project-missing': {
    sentence: 'The project {path} does not exist.',
    hint: 'Check the path, or make one with `heygem new`.',
  },
  'project-invalid': {
    sentence: 'The project {path} has mistakes that must be mended first.',
    hint: 'Run `heygem status` to see each with its line.',
  },
  'not-a-project': {
    sentence: '{path} is not a HeyGem project.',
    hint: 'Name a .heygem file. `heygem new` makes one of a folder; `heygem check --video` or `--audio` looks at a single file.',
  },
  'no-project-in-folder': {
    sentence: 'The folder {path} holds no project.',
    hint: 'Make one with `heygem new`, or name a .heygem file.',
  },
  'several-projects': {
    sentence: 'The folder {path} holds several projects: {names}.',
    hint: 'Name one of them.',
  },
  'folder-missing': {
    sentence: 'The folder {path} does not exist.',
    hint: 'Check the path, or make the folder first.',
  },
  'not-a-folder': {
    sentence: '{path} is a file, not a folder.',
    hint: 'Name the folder that it lies in.',
  },
  'path-outside-project': {
    sentence: '{path} lies outside the project folder.',
    hint: 'Copy it into the project folder, or allow this file: on its card, or by "outside": true beside its path (and --trust on a command line).',
  },
  'not-trusted': {
    sentence: 'This workspace is not trusted, so nothing is run from it.',
    hint: 'Trust the workspace to make videos.',
  },
  'worker-crashed': {
    sentence: 'The lip-sync process stopped unexpectedly, twice.',
    hint: 'The log has its last words; try the cpu provider, or HEYGEM_RUNTIME=wasm, which is slower.',
  },
  'worker-unresponsive': {
    sentence: 'The lip-sync process does not answer.',
    hint: 'It was stopped; run again.',
  },
  'port-in-use': {
    sentence: 'Another program listens on port {port}.',
    hint: 'Choose another one, or 0 for any that is free.',
  },
  'cannot-listen': {
    sentence: 'Nothing can listen at {host}, port {port}.',
    hint: 'Use 127.0.0.1 and a port above 1023.',
  },
  'studio-needs-password': {
    sentence: 'At {host} others on the network could use the studio.',
    hint: 'Give a password with --password or in HEYGEM_STUDIO_PASSWORD, or leave --host out.',
  },
  'studio-ended': {
    sentence: 'The studio ended before it could be opened.',
    hint: 'The log has its last words.',
  },
  'studio-under-path': {
    sentence: 'Ports are passed on here under a path that other pages share: {address}.',
    hint: 'Let each port have an address of its own (code-server: --proxy-domain), or run `heygem studio` and forward its port.',
  },
  'studio-not-opened': {
    sentence: 'The browser was not opened.',
    hint: 'Open {address} by hand: it is good once, and for ten minutes.',
  },
  'no-folder': {
    sentence: 'There is no folder here to open the studio of.',
    hint: 'Open a folder or a HeyGem project first.',
  },
  'node-too-old': {
    sentence: 'HeyGem Studio needs Node.js {oldest} or later; this is {version}.',
    hint: 'Install a current one from https://nodejs.org, then run this again.',
  },
  cancelled: { sentence: 'Cancelled.', hint: 'Run again to make it.' },
  usage: { sentence: '{message}', hint: 'Run `heygem --help`.' },
  internal: {
    sentence: 'Something went wrong inside HeyGem Studio.',
    hint: 'The log has the detail.',
  },
};
