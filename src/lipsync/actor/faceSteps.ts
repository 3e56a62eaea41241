import type { YuvFrame } from '../../core/frame.js';
import type { FaceTracker, TrackStep } from '../../face/tracker.js';
import type { FollowedFace } from './followedFace.js';

/** Where the face is in each frame of a video: as it was found before, and from there on by looking. */
export class FaceSteps {
  private at = 0;

  constructor(
    private readonly tracker: FaceTracker,
    private readonly followed: FollowedFace | undefined,
  ) {}

  /** Takes frames in order. */
  async next(frame: YuvFrame): Promise<TrackStep> {
    const { tracker, followed } = this;
    const at = this.at++;
    if (followed === undefined || at >= followed.frames) return tracker.track(frame);
    tracker.pass(frame);
    if (at === followed.frames - 1) tracker.resume(followed.state);
    return followed.step(at);
  }
}
