/* The parts of the page that show a running cramp each: read from a page of the diary, drawn, and kept up with the clock. */
import { askedAt, face, halfMinutes, isForgotten } from "./timer.js";

export const ANSWERS = { yes: true, no: false };
const HALF_MINUTE = 30_000;
const MARGIN = 48; // so much of the chip before a chosen one stays in sight

/** The cramps of a page of the diary, whose clock may differ from ours. What this device knew `before` says when a question was answered. */
export function crampsOf(page, before) {
  const root = page.querySelector("main");
  const skew = Date.now() - Number(root.dataset.serverNow);
  return [...root.querySelectorAll("[data-open] > .running")].map(({ dataset }) => ({
    uuid: dataset.uuid,
    began: Number(dataset.began) + skew,
    muscle: dataset.muscle,
    side: dataset.side,
    easing: ANSWERS[dataset.easing] ?? null,
    answeredAt: before.find(({ uuid }) => uuid === dataset.uuid)?.answeredAt,
    signs: dataset.signs ? dataset.signs.split(" ") : null,
  }));
}

const sectionOf = (place, { uuid }) => place.querySelector(`[data-uuid="${uuid}"]`);

function made(place, template, cramp) {
  const section = template.content.cloneNode(true).querySelector(".running");
  section.dataset.uuid = cramp.uuid;
  place.append(section);
  return section;
}

function press(chip, isOn) {
  const row = chip.parentElement;
  if (isOn && chip.getAttribute("aria-pressed") !== "true") row.scrollTo({ left: chip.offsetLeft - row.offsetLeft - MARGIN });
  chip.setAttribute("aria-pressed", String(isOn));
}

/** Lets just these cramps stand, each in its section. */
export function showRunning(place, template, cramps, timeOf) {
  for (const section of place.querySelectorAll(".running")) {
    if (!cramps.some(({ uuid }) => uuid === section.dataset.uuid)) section.remove();
  }
  for (const cramp of cramps) {
    const section = sectionOf(place, cramp) ?? made(place, template, cramp);
    section.querySelector("[data-since-line]").textContent = place.dataset.since.replace("{time}", timeOf(cramp.began));
    for (const chip of section.querySelectorAll(".where button")) press(chip, cramp[chip.name] === chip.value);
    for (const chip of section.querySelectorAll(".easing button")) press(chip, cramp.easing === ANSWERS[chip.value]);
  }
}

/** Brings timers, marks and questions up to a moment; the question that is new, in words, "" where none is. */
export function count(place, cramps, now) {
  let asked = "";
  for (const cramp of cramps) {
    const section = sectionOf(place, cramp);
    if (!section) continue;
    const length = now - cramp.began;
    section.querySelector("[data-timer]").textContent = face(length);
    mark(section, length, place.dataset.marks);
    const question = section.querySelector("[data-easing-card]");
    const isDue = askedAt(length) > (cramp.answeredAt ? askedAt(cramp.answeredAt - cramp.began) : 0);
    if (question.hidden && isDue) asked = question.querySelector("legend").textContent;
    question.hidden = !isDue;
  }
  return asked;
}

function mark(section, length, pattern) {
  const line = section.querySelector("[data-marks-line]");
  const words = section.querySelector("[data-marks-words]");
  const halves = halfMinutes(length);
  const said = halves ? pattern.replace("{count}", halves) : "";
  line.hidden = isForgotten(length);
  line.style.setProperty("--part", (length % HALF_MINUTE) / HALF_MINUTE);
  if (words.textContent !== said) words.textContent = said;
}
