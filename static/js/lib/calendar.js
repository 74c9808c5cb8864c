/* Labels of buckets as words and ticks. Dates are ISO strings of calendar days; nothing here knows a clock or a zone. */

const DAY = 24 * 60 * 60 * 1000;
const WEEK_DAYS = 7;

const utc = (iso) => new Date(`${iso}T00:00:00Z`);
const shown = (locale, options) => new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...options });

/** The last day of the bucket that begins with `iso`, as a Date. */
function lastDay(iso, step) {
  const first = utc(iso);
  if (step === "month") return new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0));
  return step === "block" ? new Date(first.getTime() + (WEEK_DAYS - 1) * DAY) : first;
}

/** A bucket in words: "Tue 3 Nov 2026", "3 – 9 Nov 2026" or "November 2026". */
export function bucketWords(iso, step, locale) {
  if (step === "month") return shown(locale, { month: "long", year: "numeric" }).format(utc(iso));
  if (step === "day") return shown(locale, { weekday: "short", day: "numeric", month: "short", year: "numeric" }).format(utc(iso));
  return shown(locale, { day: "numeric", month: "short", year: "numeric" }).formatRange(utc(iso), lastDay(iso, step));
}

/** A day in words: "3 Nov 2026". */
export function dayWords(iso, locale) {
  return shown(locale, { day: "numeric", month: "short", year: "numeric" }).format(utc(iso));
}

/** The place of the bucket that holds a day; -1 before the first. ISO dates sort as text. */
export function placeOf(iso, labels) {
  let place = -1;
  while (place + 1 < labels.length && labels[place + 1] <= iso) place += 1;
  return place;
}

/** Places and words of ticks that say something, at most `most` of them: [[place, words], …]. */
export function ticks(labels, step, most, locale) {
  if (step === "month") return thinned(years(labels), most, [1, 2, 5, 10, 20]);
  if (labels.length > 30) return thinned(months(labels, locale), most, [1, 2, 3, 4, 6, 12]);
  const format = shown(locale, { day: "numeric", month: "short" });
  const all = labels.map((label, place) => [place, format.format(utc(label))]);
  const wide = step === "day" ? WEEK_DAYS : 1;
  const every = wide * Math.ceil(all.length / wide / Math.max(most, 1));
  return all.filter((_tick, n) => (all.length - 1 - n) % every === 0);
}

/** Ticks [place, words, number] whose number is a multiple of the smallest of the steps that leaves few enough. */
function thinned(found, most, steps) {
  const every = steps.find((size) => found.length / size <= most) ?? steps.at(-1);
  return found.filter(([, , number]) => number % every === 0).map(([place, words]) => [place, words]);
}

/** The blocks in which a month begins; January is called by its year. */
function months(labels, locale) {
  const format = shown(locale, { month: "short" });
  const found = [];
  labels.forEach((label, place) => {
    const last = lastDay(label, "block");
    if (last.getUTCDate() > WEEK_DAYS) return;
    const month = last.getUTCMonth();
    found.push([place, month === 0 ? String(last.getUTCFullYear()) : format.format(last), month]);
  });
  return found;
}

function years(labels) {
  const januaries = labels.map((label, place) => [place, label.slice(0, 4), Number(label.slice(0, 4))]);
  return januaries.filter(([place]) => labels[place].endsWith("-01-01"));
}

/** Every so many of the words, from the first on, so that at most `most` stand: [[place, words], …]. */
export function everyFew(words, most) {
  const every = [1, 2, 3, 6, 12].find((size) => words.length / size <= most) ?? words.length;
  return words.map((word, place) => [place, word]).filter(([place]) => place % every === 0);
}

/** Words in lines of about `length` characters. */
export function wrapped(words, length) {
  const lines = [""];
  for (const word of words.split(" ")) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (longer.length > length && lines.at(-1)) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}
