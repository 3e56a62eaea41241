import { clockTime } from './clockTime.js';

/** `1:05.500`, `1:02:03.040`: for what a person places to the frame. @param seconds not negative */
export function exactTime(seconds: number): string {
  const thousandths = Math.round(Math.max(0, seconds) * 1000);
  const rest = String(thousandths % 1000).padStart(3, '0');
  return `${clockTime(Math.floor(thousandths / 1000))}.${rest}`;
}

/** `0:12`, `0:03.2`: tenths only where there are some. @param seconds not negative */
export function briefTime(seconds: number): string {
  const tenths = Math.round(Math.max(0, seconds) * 10);
  const rest = tenths % 10;
  return clockTime(Math.floor(tenths / 10)) + (rest === 0 ? '' : `.${rest}`);
}

/**
 * Seconds of what a person typed: `1:05.500`, `1:02:03`, `65.5`, with a decimal comma as well. Undefined for
 * what is no time.
 */
export function parseTime(typed: string): number | undefined {
  const parts = /^(?:(?:(\d+):)?(\d{1,3}):)?(\d+(?:[.,]\d*)?|[.,]\d+)$/.exec(typed.trim());
  if (!parts) return undefined;
  const [hours, minutes, seconds] = [parts.at(1), parts.at(2), parts[3]];
  const rest = Number(seconds.replace(',', '.'));
  if (minutes !== undefined && rest >= 60) return undefined;
  if (hours !== undefined && Number(minutes) >= 60) return undefined;
  const time = Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + rest;
  return Math.round(time * 1000) / 1000;
}
