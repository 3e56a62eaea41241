import { join } from 'node:path';
import { afterAll, beforeAll, inject, it } from 'vitest';
import { Session, type SessionOptions } from '../rig/session.js';

export const ROOT = join(import.meta.dirname, '../..');
const LIMIT_MS = 280_000;
const PICTURES = join(ROOT, 'out', 'e2e');

type Options = Partial<Pick<SessionOptions, 'server' | 'browser' | 'command'>>;

/** A fresh VS Code with the packaged extension and a workspace that `fill` fills, for one file. */
export function useSession(
  name: string,
  fill: (folder: string) => void,
  options: Options = {},
): () => Session {
  let session: Session | undefined;
  beforeAll(async () => {
    session = await Session.start(
      {
        places: inject('places'),
        chromium: inject('chromium'),
        vsix: [inject('vsix')],
        command: 'HeyGem: Generate All',
        pictures: PICTURES,
        name,
        ...options,
      },
      fill,
    );
  });
  afterAll(() => session?.close());
  return () => {
    if (session === undefined) throw new Error('VS Code has not started');
    return session;
  };
}

/**
 * Steps that build on each other: each leaves a picture, and after one has failed the rest are
 * skipped, for they could only fail for the same reason.
 */
export function steps(session: () => Session) {
  let broken = false;
  return (name: string, picture: string, body: (session: Session) => Promise<void>): void => {
    // Not tried again: what broke would be skipped then, and a skipped step fails nothing.
    it(name, { retry: 0 }, async (context) => {
      if (broken) {
        context.skip();
        return;
      }
      try {
        await inTime(body(session()));
        await session().picture(picture);
      } catch (error) {
        broken = true;
        await session()
          .picture(`${picture}-FAILED`)
          .catch(() => undefined);
        throw error;
      }
    });
  };
}

/** vitest's own limit would leave neither a picture nor a mark that the step failed. */
async function inTime(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`the step took longer than ${LIMIT_MS / 1000} s`));
    }, LIMIT_MS);
  });
  try {
    await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
