import { basename } from 'node:path';
import { HeygemError, toFailure, type Failure } from '../../core/errors.js';
import type { VoiceWishes } from '../../core/voice/voiceCommand.js';
import { throwIfAborted } from '../../media/childProcess.js';
import { composeVoices } from '../composeVoices.js';
import type { VoiceEngine } from '../voiceEngine.js';
import { openCommands } from './commandVoices.js';
import { openEspeak } from './espeak.js';
import { FolderVoices, type OpenFolder } from './folderVoices.js';
import { readKokoroFolder } from './kokoroFolder.js';
import { openMacSay } from './macSay.js';
import { OwnVoices, type OwnVoicesParts } from './ownVoices.js';
import type { SourceOptions } from './sourceOptions.js';
import type { VoiceSource } from './voiceSource.js';
import { openWindowsSpeech } from './windowsSpeech.js';

export interface OwnVoicesOptions
  extends Omit<SourceOptions, 'home'>, Pick<OwnVoicesParts, 'scratch' | 'ffmpeg'> {
  readonly wishes: VoiceWishes;
  /** What speaks with a folder's model; without it such voices are listed, and cannot speak. */
  readonly openFolder?: OpenFolder | undefined;
}

const TWICE = 'another one has its name, by which its voices are called';

/**
 * The person's own voices: folders and commands as they named them, then those of the system. What does not work
 * is among the engine's problems and keeps nothing else from being listed.
 * @throws HeygemError cancelled
 */
export async function openOwnVoices(options: OwnVoicesOptions): Promise<VoiceEngine> {
  const { wishes, scratch, ffmpeg, openFolder, log, signal } = options;
  const problems: Failure[] = [];
  const tell = (error: unknown): undefined => {
    throwIfAborted(signal);
    const failure = toFailure(error);
    log(`voices: ${failure.code} ${JSON.stringify(failure.params)} ${failure.detail ?? ''}`);
    problems.push(failure);
  };
  const folders: FolderVoices[] = [];
  const names = new Set<string>();
  for (const path of wishes.folders) {
    const name = basename(path);
    const reading = names.has(name)
      ? Promise.reject(new HeygemError('voice-folder-unusable', { path, problem: TWICE }))
      : readKokoroFolder(path);
    const folder = await reading.catch(tell);
    names.add(name);
    if (folder === undefined) continue;
    for (const { name, problem } of folder.passedOver) log(`voices: ${path}: ${name}: ${problem}`);
    folders.push(new FolderVoices(folder, openFolder));
  }
  const home = await scratch.take();
  try {
    const sourceOptions = { ...options, home };
    const commands = openCommands(wishes.commands, sourceOptions);
    commands.problems.forEach(tell);
    const system = await openSystem(sourceOptions).catch(tell);
    const sources = [commands.source, ...(system === undefined ? [] : [system])];
    const own = new OwnVoices({ sources, scratch, ffmpeg });
    return { ...composeVoices([...folders, own]), problems };
  } finally {
    await scratch.giveBack(home);
  }
}

/** Of the systems' voices: their own, else eSpeak where somebody put it there. */
async function openSystem(options: SourceOptions): Promise<VoiceSource | undefined> {
  if (options.platform === 'darwin') return openMacSay(options);
  if (options.platform === 'win32') return openWindowsSpeech(options);
  return openEspeak(options);
}
