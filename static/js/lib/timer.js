/* The timer of a running cramp: numbers in, words and numbers out. Lengths are milliseconds. */

const SECOND = 1000;
const HALF_MINUTE = 30 * SECOND;
const MINUTE = 60 * SECOND;
const ASKED_AT = [10, 20, 30];
const FORGOTTEN = 30 * MINUTE;

/** "3:42", from an hour on "1:03:42"; never below zero. */
export function face(length) {
  const seconds = Math.max(Math.floor(length / SECOND), 0);
  const parts = [Math.floor(seconds / 60) % 60, seconds % 60].map((part) => String(part).padStart(2, "0"));
  const hours = Math.floor(seconds / 3600);
  return hours ? `${hours}:${parts.join(":")}` : `${Number(parts[0])}:${parts[1]}`;
}

/** The length in words, by the patterns { minutes, hours, seconds }: "{m} min {s} s". */
export function inWords(length, patterns) {
  const seconds = Math.max(Math.floor(length / SECOND), 0);
  const pattern = seconds >= 3600 ? patterns.hours : seconds >= 60 ? patterns.minutes : patterns.seconds;
  const parts = { h: Math.floor(seconds / 3600), m: Math.floor(seconds / 60) % 60, s: seconds % 60 };
  return pattern.replace(/\{(\w)\}/g, (_all, part) => parts[part]);
}

/** How many times thirty seconds have gone by. */
export function halfMinutes(length) {
  return Math.max(Math.floor(length / HALF_MINUTE), 0);
}

/** The last of the moments 10, 20, 30 minutes that has come, 0 before the first: then it is asked whether it is easing. */
export function askedAt(length) {
  return ASKED_AT.findLast((minutes) => length >= minutes * MINUTE) ?? 0;
}

/** Whether a timer ran so long that it was probably forgotten. */
export function isForgotten(length) {
  return length > FORGOTTEN;
}
