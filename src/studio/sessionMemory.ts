import type { SessionMemory } from '../http/access.js';
import type { StatePlace } from './statePlace.js';

const FILE = 'sessions.json';

/** Sessions that a studio of this folder let in before. */
export async function sessionsOf(
  place: StatePlace,
  log: (line: string) => void,
): Promise<SessionMemory> {
  const kept = await place.read(FILE);
  const known = Array.isArray(kept)
    ? kept.filter((each) => /^[0-9a-f]{64}$/.test(String(each)))
    : [];
  const keep = (digests: readonly string[]): void => {
    void place.write(FILE, digests).catch((error: unknown) => {
      log(`${FILE}: ${String(error)}`);
    });
  };
  return { known: known as readonly string[], keep };
}
