import type { MouthPatch } from '../../render/own/mouthPatch.js';
import type { Actor } from './actor.js';

/**
 * The mouths of one person of an actor's video: whoever else was filmed in other shots has other teeth.
 * Owns the sets it made.
 */
export class OwnMouths {
  private readonly sets = new Map<number, readonly MouthPatch[]>();

  constructor(private readonly actor: Pick<Actor, 'people' | 'patches'>) {}

  /** Who is in a shot; -1: nobody. */
  personOf(shot: number): number {
    return this.actor.people[shot] ?? -1;
  }

  of(person: number): readonly MouthPatch[] {
    const known = this.sets.get(person);
    if (known) return known;
    const { patches } = this.actor;
    const filmed = patches.filter(({ key }) => this.personOf(key.shot) === person);
    // Of who was only seen from the side nothing is known; anybody's mouth is better than a hole.
    const own = filmed.length > 0 ? filmed : patches;
    this.sets.set(person, own);
    return own;
  }
}
