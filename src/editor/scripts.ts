import { dirname } from 'node:path';
import { HeygemError } from '../core/errors.js';
import { decodeText } from '../core/scripts/decodeText.js';
import { plainScript } from '../core/scripts/plainScript.js';
import { readScript, scriptFormat } from '../core/voice/script.js';
import type { AudioSource } from '../core/project/project.js';
import type { ProjectEdit } from '../core/project/projectEdit.js';
import type { Pronunciations, Say } from '../core/voice/say.js';
import type { Voice } from '../core/voice/voice.js';
import type { Answer, Intent } from '../protocol/editor.js';
import { SCRIPT_FIELDS } from '../protocol/scriptShapes.js';
import type { NewScript, ScriptIntent } from '../protocol/scriptViews.js';
import { type Answers, OK } from './answers.js';
import { EngineVoices } from './engineVoices.js';
import { leavesFolder, withAllowance } from './outsideLinks.js';
import type { ProjectModel } from './projectModel.js';
import { readScriptFiles, scriptFileBytes, writeScriptFile } from './scriptFiles.js';
import type { ScriptVoices } from './scriptVoices.js';
import { addingScripts, changingScript, voiceMeant, type WishedScript } from './scriptWishes.js';
import { VoiceNames } from './voiceNames.js';
import type { SessionParts } from './sessionParts.js';
import type { EditResult, TextEdits } from './textEdits.js';

/** What of its session scripts need. */
export interface ScriptParts {
  readonly model: ProjectModel;
  readonly edits: TextEdits;
  readonly answers: Answers;
  /** A speech is further. */
  readonly onChange: () => void;
}

export function isAboutScripts(intent: Intent): intent is ScriptIntent {
  return Object.hasOwn(SCRIPT_FIELDS, intent.kind);
}

/** Writes scripts into a project, and lets a person hear them. Owns what is spoken now. */
export class Scripts {
  private readonly folder: string;
  private readonly model: ProjectModel;
  private readonly edits: TextEdits;
  private readonly answers: Answers;
  private readonly heard = new Map<string, AbortController>();
  private readonly spoken = new Map<string, { abort: AbortController; fraction: number }>();
  private readonly onChange: () => void;
  private readonly voices: ScriptVoices;
  private readonly names: VoiceNames;

  constructor(
    private readonly parts: SessionParts,
    { model, edits, answers, onChange }: ScriptParts,
    private readonly signal: AbortSignal,
  ) {
    [this.model, this.edits, this.answers] = [model, edits, answers];
    this.onChange = onChange;
    this.voices = parts.voices ?? new EngineVoices(parts.engine);
    this.names = new VoiceNames(this.voices, () => parts.shell.trusted(), onChange);
    this.folder = dirname(parts.text.path);
  }

  /** Rejects with `voice-missing`, `voices-missing`, `voice-failed`, `input-missing` or `cancelled`. */
  async follow(intent: ScriptIntent): Promise<Answer> {
    const { shell } = this.parts;
    switch (intent.kind) {
      case 'voices':
        return { kind: 'voices', voices: await this.listed() };
      case 'read-script':
        return { kind: 'script', text: await this.read(intent.id) };
      case 'write-script':
        return this.answers.edited(await this.write(intent.id, intent));
      case 'add-scripts':
        return this.answers.edited(await this.add(intent.scripts));
      case 'read-files':
        return { kind: 'script-files', files: await this.filesFrom(intent.from) };
      case 'listen':
        return this.listen(intent);
      case 'stop-listen':
        this.heard.get(intent.window)?.abort();
        return OK;
      case 'speak-source':
        await this.speak(intent.id);
        return OK;
      case 'stop-speaking':
        this.spoken.get(intent.id)?.abort.abort();
        return OK;
      case 'open-script':
        await shell.perform(intent, await this.model.placeOfScript(intent.id));
        return OK;
      case 'give-transcript':
        return this.answers.edited(await this.giveTranscript(intent));
      case 'find-voices':
        await shell.perform(intent);
        return OK;
    }
  }

  /** How far the script of an audio is that is being spoken, 0..1. */
  speaking(id: string): number | undefined {
    return this.spoken.get(id)?.fraction;
  }

  private async listed(): Promise<readonly Voice[]> {
    const voices = await this.voices.list();
    this.names.learn(voices);
    return voices;
  }

  /** What a voice is called, once that is known. */
  voiceName(id: string): string | undefined {
    return this.names.of(id);
  }

  private async read(id: string): Promise<string> {
    const { say } = this.sourceOf(id);
    const text = await this.textOf(id, say);
    return say.script.kind === 'text' ? text : saidOrAll(text, say.script.path);
  }

  private sourceOf(id: string): AudioSource & { readonly say: Say } {
    const source = this.model.now.parsed.project?.audios.find((each) => (each.id as string) === id);
    if (!source?.say) throw new HeygemError('input-missing', { path: id });
    return { ...source, say: source.say };
  }

  /** As it is written, with the marks of its format. */
  private async textOf(id: string, { script }: Say): Promise<string> {
    if (script.kind === 'text') return script.text;
    const path = await this.model.placeOfScript(id);
    const read = decodeText(await scriptFileBytes(path));
    if (!read) throw new HeygemError('script-unreadable', { path: script.path });
    return read.text;
  }

  /** Makes the recording, without a video. Once at a time for each script. */
  private async speak(id: string): Promise<void> {
    const { voices } = this;
    if (this.spoken.has(id)) return;
    const source = this.sourceOf(id);
    const { script, ...how } = source.say;
    const running = { abort: new AbortController(), fraction: 0 };
    this.spoken.set(id, running);
    this.onChange();
    try {
      const format = script.kind === 'file' ? scriptFormat(script.path) : undefined;
      const words = {
        ...{ ...how, text: await this.textOf(id, source.say), pronunciations: this.pronunciations },
        ...{ name: source.label ?? id, ...(format && { format }) },
      };
      const { path } = await this.model.placeOfSource({ list: 'audios', id });
      const signal = AbortSignal.any([this.signal, running.abort.signal]);
      await voices.speak(path, words, {
        signal,
        onProgress: ({ done, total }) => {
          running.fraction = total > 0 ? Math.min(1, done / total) : 0;
          this.onChange();
        },
      });
    } finally {
      this.spoken.delete(id);
      this.onChange();
    }
    await this.model.follow();
  }

  private get pronunciations(): Pronunciations {
    return this.model.now.parsed.project?.pronunciations ?? {};
  }

  private write(id: string | undefined, wished: WishedScript): Promise<EditResult> {
    return this.apply((text) =>
      id === undefined ? addingScripts(text, [wished]) : changingScript(text, id, wished),
    );
  }

  /** All of them are one step of undo. */
  private async add(scripts: readonly NewScript[]): Promise<EditResult> {
    const voices = await this.voices.list();
    const wished: WishedScript[] = [];
    for (const { name, text, voice: named, path, file } of scripts) {
      const written = file === undefined ? path : await writeScriptFile(this.folder, file, text);
      const voice = voiceMeant(named, voices);
      const script =
        written === undefined
          ? ({ kind: 'text', text } as const)
          : ({ kind: 'file', path: written } as const);
      wished.push({ label: name, say: { script, ...(voice !== undefined && { voice }) } });
    }
    return this.apply((text) => addingScripts(text, wished));
  }

  /** Rejects with `script-unreadable` where it is no text, and with `input-missing` where there is no such audio. */
  private async giveTranscript({
    id,
    name,
    text,
    path,
  }: Extract<ScriptIntent, { kind: 'give-transcript' }>): Promise<EditResult> {
    const { audios = [] } = this.model.now.parsed.project ?? {};
    if (!audios.some((audio) => (audio.id as string) === id)) {
      throw new HeygemError('input-missing', { path: id });
    }
    const isText = scriptFormat(path ?? name) !== undefined;
    const written = text === undefined ? undefined : () => writeScriptFile(this.folder, name, text);
    const file = isText ? (path ?? (await written?.())) : undefined;
    if (file === undefined) throw new HeygemError('script-unreadable', { path: path ?? name });
    const edit = { kind: 'set-transcript', audio: id, path: file } as const;
    // What a page names outside of the folder is not allowed by that alone.
    return this.apply((now) => (leavesFolder(edit) ? [edit] : withAllowance(now, [edit])));
  }

  private apply(wishes: (text: string) => readonly ProjectEdit[]): Promise<EditResult> {
    return this.edits.apply(wishes);
  }

  private async filesFrom(from: Extract<ScriptIntent, { kind: 'read-files' }>['from']) {
    const { shell } = this.parts;
    const paths = typeof from === 'string' ? await shell.chooseScripts(from) : shell.pathsOf(from);
    if (paths.length === 0) throw new HeygemError('cancelled');
    return readScriptFiles(paths, this.folder);
  }

  /** Ends what the same window listened for before. */
  private async listen({
    window,
    ...words
  }: Extract<ScriptIntent, { kind: 'listen' }>): Promise<Answer> {
    const { voices } = this;
    this.heard.get(window)?.abort();
    const abort = new AbortController();
    this.heard.set(window, abort);
    try {
      const pronunciations = { ...this.pronunciations, ...words.pronunciations };
      const signal = AbortSignal.any([this.signal, abort.signal]);
      const { path, version } = await voices.listen({ ...words, pronunciations }, signal);
      return { kind: 'playable', address: this.parts.shell.address(path, version) };
    } finally {
      if (this.heard.get(window) === abort) this.heard.delete(window);
    }
  }
}

/** What is said, without the marks of the file's format; all of it where nothing of it can be. */
function saidOrAll(text: string, path: string): string {
  try {
    return plainScript(readScript(text, scriptFormat(path) ?? 'txt').said);
  } catch {
    return text;
  }
}
