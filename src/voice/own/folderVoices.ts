import { basename } from 'node:path';
import { HeygemError } from '../../core/errors.js';
import type { SpokenSentence } from '../../core/voice/spoken.js';
import type { Voice } from '../../core/voice/voice.js';
import { hashFile } from '../../files/hashFile.js';
import { Answers } from '../../media/answers.js';
import type { SpeakOptions, VoiceEngine } from '../voiceEngine.js';
import { kokoroVoice } from './kokoroVoice.js';
import type { KokoroFolder, KokoroVoiceFile } from './kokoroFolder.js';
import { voiceFailed } from './voiceProgram.js';

/**
 * Makes what speaks with such a folder's model. The engine's own voices are named as in the folder (`af_heart`).
 * Cheap: it loads the model by the first sentence, and rejects then where the graph is another one than is
 * wanted, with what it has.
 */
export type OpenFolder = (folder: KokoroFolder) => Promise<VoiceEngine>;

/** The voices of one folder: `folder:NAME/VOICE`, NAME being the folder's. The model is loaded by the first sentence. */
export class FolderVoices implements VoiceEngine {
  readonly voices: readonly Voice[];
  private readonly files: ReadonlyMap<string, KokoroVoiceFile>;
  private readonly hashes = new Answers<string>();
  private engine: Promise<VoiceEngine> | undefined;

  constructor(
    private readonly folder: KokoroFolder,
    private readonly openFolder: OpenFolder | undefined,
  ) {
    const name = basename(folder.path);
    this.files = new Map(folder.voices.map((file) => [`folder:${name}/${file.name}`, file]));
    this.voices = [...this.files].map(([id, file]) => ({
      id,
      kind: 'folder',
      ...kokoroVoice(file.name),
    }));
  }

  async version({ id }: Voice): Promise<string> {
    const [model, style] = await Promise.all(
      [this.folder.model, this.file(id).path].map((path) =>
        this.hashes.of(path, () => hashFile(path)),
      ),
    );
    const { openFolder } = this;
    if (openFolder === undefined) return `folder ${model} ${style}`;
    const [engine, inner] = await this.inside(id);
    return `folder ${model} ${style} ${await engine.version(inner)}`;
  }

  async speak(sentence: string, options: SpeakOptions): Promise<SpokenSentence> {
    const [engine, voice] = await this.inside(options.voice.id);
    return engine.speak(sentence, { ...options, voice });
  }

  async dispose(): Promise<void> {
    const engine = await this.engine?.catch(() => undefined);
    await engine?.dispose();
  }

  /** What speaks, and the voice as it knows it. */
  private async inside(id: string): Promise<[VoiceEngine, Voice]> {
    const { name } = this.file(id);
    const { openFolder } = this;
    if (openFolder === undefined) {
      throw voiceFailed(name, 'what speaks models of this kind is not part of this version');
    }
    const opening = (this.engine ??= openFolder(this.folder));
    // What was wrong may be mended until the next sentence.
    opening.catch(() => (this.engine = undefined));
    const engine = await opening;
    const voice = engine.voices.find((each) => each.id === name);
    if (voice === undefined) throw new HeygemError('voice-missing', { voice: id });
    return [engine, voice];
  }

  private file(id: string): KokoroVoiceFile {
    const file = this.files.get(id);
    if (file === undefined) throw new HeygemError('voice-missing', { voice: id });
    return file;
  }
}
