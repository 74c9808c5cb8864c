/* Wall time on this device. */

const STEPS = [30, 60, 120]; // minutes by which clocks have been put back
const RECENT = 3 * 60 * 60 * 1000;
const SKEW = 5 * 60 * 1000;

function sameWall(one, other) {
  return one.getHours() === other.getHours() && one.getMinutes() === other.getMinutes();
}

/** Both instants at which the clock of this device showed a wall time, the same one twice where there was one only. */
export function showings(date, time) {
  const first = new Date(`${date}T${time}`);
  const later = STEPS.map((minutes) => new Date(first.getTime() + minutes * 60000));
  return [first, later.find((moment) => sameWall(moment, first)) ?? first];
}

/** Minutes east of UTC at a wall time; of two equal ones the second, where that was just now. "" for no time. */
export function offsetOf(date, time, now) {
  const [first, second] = showings(date, time);
  if (Number.isNaN(first.getTime())) return "";
  const wasJustNow = second.getTime() <= now + SKEW && now - second.getTime() < RECENT;
  return String(-(wasJustNow ? second : first).getTimezoneOffset());
}
