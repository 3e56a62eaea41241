import { dirname } from 'node:path';
import { HeygemError } from '../core/errors.js';
import { readScript, type Script } from '../core/voice/script.js';
import type {
  KnownVoices,
  SpeakRequest,
  SpeakResult,
  VoicesQuery,
} from '../core/voice/speaking.js';
import {
  SPEAKING_RULES,
  speechKey,
  speechWish,
  type SpeechParts,
} from '../core/voice/speechParts.js';
import type { Voice } from '../core/voice/voice.js';
import { isOfPack } from '../core/voice/usualVoice.js';
import { hashText } from '../files/hashText.js';
import { makeFolder } from '../files/makeFolder.js';
import { voiceById } from '../voice/composeVoices.js';
import type { OrderedCue } from '../voice/speaking/fitCues.js';
import { publishSpeech } from '../voice/speaking/publishSpeech.js';
import { Speaker, type SpeechOrder } from '../voice/speaking/speakScript.js';
import { SpokenSentences } from '../voice/speaking/spokenSentences.js';
import type { VoiceEngine, VoicesAtHand } from '../voice/voiceEngine.js';
import type { TaskOptions } from './service.js';
import { StageClock } from './stageClock.js';

/** What a worker does with voices. Owns the engine that has them, once one was asked for. */
export class Speaking {
  private readonly kept: SpokenSentences;
  private opened: Promise<VoicesAtHand> | undefined;
  private hasSpoken = false;

  constructor(
    cacheRoot: string,
    private readonly open: () => Promise<VoicesAtHand>,
  ) {
    this.kept = new SpokenSentences(cacheRoot);
  }

  /** Looks for voices anew, as long as none has spoken: some may have been installed meanwhile. */
  async voices({ all, versionsOf }: VoicesQuery): Promise<KnownVoices> {
    if (!this.hasSpoken) await this.dispose();
    const engine = await this.engine(!all && versionsOf.every(isOfPack));
    const wanted = engine.voices.filter(({ id }) => versionsOf.includes(id));
    const versions = await Promise.all(
      wanted.map(async (voice) => [voice.id, await engine.version(voice)] as const),
    );
    const { voices, problems = [] } = engine;
    return { voices, versions: Object.fromEntries(versions), problems };
  }

  /**
   * Speaks a script into a file, with its record beside it. Rejects with `script-empty`, `script-too-long`,
   * `voice-missing`, `voices-missing`, `voice-failed`, `speech-altered`, `output-not-writable` or `cancelled`.
   */
  async speak(request: SpeakRequest, { signal, onProgress }: TaskOptions): Promise<SpeakResult> {
    const { target, replaces } = request;
    const script = readScript(request.text, request.format, request.name);
    const wish = speechWish(script, request, request.pronunciations, hashText);
    const engine = await this.engine(isOfPack(wish.voice));
    const voice = voiceById(engine, wish.voice);
    const voiceVersion = await engine.version(voice);
    const parts: SpeechParts = { ...wish, voiceVersion, rules: SPEAKING_RULES };
    checkKey(request, parts, voice);
    this.hasSpoken = true;
    const clock = new StageClock(onProgress);
    const { sentences, cues } = ordered(script);
    // Sentences of subtitles are heard at the script's pace, then fitted.
    clock.begin('speak', sentences.length * (cues === undefined ? 1 : 2));
    const order = { sentences, ...(cues !== undefined && { cues }), voice, parts };
    const watch = {
      signal,
      onSentence: (done: number) => {
        clock.advance(done);
      },
    };
    await makeTargetFolder(target);
    const place = { target, ...(replaces !== undefined && { replaces }) };
    const speaker = new Speaker(engine, this.kept);
    return publishSpeech(place, parts, (file) => speaker.speak(order, file, watch));
  }

  async dispose(): Promise<void> {
    const { opened } = this;
    this.opened = undefined;
    await (await opened?.catch(() => undefined))?.dispose();
  }

  /** @param atHand whether voices suffice for which no program is started */
  private async engine(atHand: boolean): Promise<VoiceEngine> {
    const opening = (this.opened ??= this.open());
    // What was missing may be there at the next try.
    const forget = (): void => {
      if (this.opened === opening) this.opened = undefined;
    };
    opening.catch(forget);
    const opened = await opening;
    const engine = atHand ? opened : ((await opened.all?.()) ?? opened);
    if (engine.voices.length === 0) forget();
    return engine;
  }
}

/** Who planned knew another version of the voice: what comes would be recorded as what it is not. */
function checkKey({ key }: SpeakRequest, parts: SpeechParts, voice: Voice): void {
  if (key === undefined || key === speechKey(parts, hashText)) return;
  throw new HeygemError('voice-failed', { voice: voice.name }, 'it changed since this was planned');
}

/** Sentences with their subtitles, of which those count that say something. */
function ordered({ sentences, cues }: Script): Pick<SpeechOrder, 'sentences' | 'cues'> {
  if (cues.length === 0) return { sentences: sentences.map(({ text, then }) => ({ text, then })) };
  const said: OrderedCue[] = [];
  const inCues = sentences.map(({ text, then, start }) => {
    const at = cues.findLastIndex((cue) => start >= cue.start);
    const { from, to } = cues[at];
    if (said.at(-1)?.number !== at + 1) said.push({ number: at + 1, from, to });
    return { text, then, cue: said.length - 1 };
  });
  return { sentences: inCues, cues: said };
}

async function makeTargetFolder(target: string): Promise<void> {
  try {
    await makeFolder(dirname(target));
  } catch (error) {
    throw new HeygemError('output-not-writable', { path: target }, String(error), error);
  }
}
