import type { CheckReport, CheckRequest, Finding } from '../../core/check.js';
import { toFailure, type Failure } from '../../core/errors.js';
import { throwIfAborted } from '../../media/childProcess.js';
import { checkAudio } from './checkAudio.js';
import { checkVideo, type CheckDependencies } from './checkVideo.js';
import { judgeAudio, judgeLengths } from './judgeAudio.js';
import { judgeVideo } from './judgeVideo.js';

/**
 * Looks at the inputs without rendering. An input that cannot be read becomes a failure of the
 * report; only cancelling throws.
 */
export async function checkInputs(
  request: CheckRequest,
  dependencies: CheckDependencies,
): Promise<CheckReport> {
  const { video: videoPath, audio: audioPath, settings } = request;
  const findings: Finding[] = [];
  const failures: { input: 'video' | 'audio'; failure: Failure }[] = [];
  const attempt = async <T>(input: 'video' | 'audio', work: Promise<T>): Promise<T | undefined> => {
    try {
      return await work;
    } catch (error) {
      throwIfAborted(dependencies.signal);
      failures.push({ input, failure: toFailure(error) });
      return undefined;
    }
  };
  const video =
    videoPath === undefined
      ? undefined
      : await attempt('video', checkVideo(videoPath, request, dependencies));
  if (video) findings.push(...judgeVideo(video, settings));
  const audio =
    audioPath === undefined
      ? undefined
      : await attempt('audio', checkAudio(audioPath, request, dependencies));
  if (audio) findings.push(...judgeAudio(audio));
  // A still picture is as long as one likes.
  if (audio && video && !video.treatment.still)
    findings.push(...judgeLengths(audio.duration, video.breaksOff?.found ?? video.duration));
  return { ...(video && { video }), ...(audio && { audio }), findings, failures };
}
