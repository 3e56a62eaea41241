import { textWidth } from './textWidth.js';

/** Latin characters a second, or what takes their place: more than twice what the fastest speakers say. */
const MOST_SAID = 60;
/** Of a recording so short that its length says nothing. */
const LEAST_SECONDS = 1;

/** Whether somebody may have said a text in that many seconds; else it belongs to another recording. */
export function isSayable(text: string, seconds: number): boolean {
  return textWidth(text) <= MOST_SAID * Math.max(LEAST_SECONDS, seconds);
}
