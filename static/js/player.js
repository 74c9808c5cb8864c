/* Walks somebody through a routine, one phase at a time. The list on the page is what it reads, and stays without it. */
import { keepAwake } from "./lib/awake.js";
import { filled, grouped, minutesLeft, phasesOf, placeAfter, placeOf, shown } from "./lib/routine.js";
import { canSound, sound, wake } from "./lib/tones.js";

const TICK = 200;
const SOON = 3;
const LONG = 20; // a phase of so many seconds is told when it is nearly over
const LATE = 2; // what began longer ago makes no sound any more
const MINUTE = 60;
const TONES = { hold: 660, rest: 440, ready: 520, change: 520, do: 520, done: 392 };
const PULSES = { hold: [300] };
const TWO_PULSES = [120, 80, 120];
const KEYS = { " ": "pause", ArrowRight: "next", ArrowLeft: "back" };

const section = document.querySelector("[data-routine]");
const opener = section.querySelector("[data-walk]");
const anew = section.querySelector("[data-anew]");
const template = section.querySelector("template[data-player]");
const words = template.dataset;
const dialog = template.content.firstElementChild.cloneNode(true);
section.append(dialog);

const parts = Object.fromEntries([...dialog.querySelectorAll("[data-part]")].map((part) => [part.dataset.part, part]));
const acts = Object.fromEntries([...dialog.querySelectorAll("[data-act]")].map((act) => [act.dataset.act, act]));
const switches = [...dialog.querySelectorAll("[data-switch]")];

const groups = grouped([...section.querySelectorAll(".exercise")].map(stepOf));
const picked = groups.map(() => 0);
const secondsToGetReady = Number(words.readySeconds);

let phases = phasesOf(steps(), secondsToGetReady);
let at = 0;
let spent = 0; // seconds of the present phase that had passed when its clock was last set
let since = 0; // when that was
let isPaused = false;
let isNearlyOver = false; // whether the present phase was told to be
let timer = null;

function stepOf(exercise) {
  const { hold, rest, times, legs } = exercise.dataset;
  return {
    hold: Number(hold),
    rest: Number(rest),
    times: Number(times),
    legs: legs.split(" ").filter(Boolean),
    isInstead: "instead" in exercise.dataset,
    title: exercise.querySelector(".step-title").textContent,
    drawing: exercise.querySelector(".posture svg"),
    alt: exercise.querySelector(".posture figcaption").textContent,
    text: exercise.querySelector(".how"),
    count: exercise.querySelector(".count")?.textContent ?? "",
  };
}

function steps() {
  return groups.map((group, place) => group[picked[place]]);
}

function secondsSpent() {
  return isPaused || !phases[at].seconds ? spent : spent + (performance.now() - since) / 1000;
}

/* --- What was chosen once stays chosen --- */

function isOn(name) {
  return switches.some((box) => box.dataset.switch === name && box.checked);
}

function remember(box) {
  try {
    localStorage.setItem(`routine-${box.dataset.switch}`, box.checked ? "on" : "off");
  } catch {
    // A browser may keep nothing; the switch works for this time.
  }
}

function recall(box) {
  try {
    box.checked = localStorage.getItem(`routine-${box.dataset.switch}`) === "on";
  } catch {
    box.checked = false;
  }
}

/* --- What is heard and felt --- */

function signal(kind) {
  if (isOn("vibration")) navigator.vibrate?.(PULSES[kind] ?? TWO_PULSES);
  if (isOn("sound") && canSound()) sound(TONES[kind]);
}

function say(text) {
  parts.said.textContent = text;
}

function announce() {
  const phase = phases[at];
  const told = [phaseWords(), parts.times.textContent];
  const beginsAnew = ["ready", "change", "do"].includes(phase.kind);
  if (beginsAnew) told.unshift(parts.title.textContent, parts.leg.textContent);
  if (phase.seconds) told.push(filled(words.wordSeconds, { seconds: phase.seconds }));
  if (phase.kind === "done") told.push(parts.title.textContent);
  if (beginsAnew && phase.kind !== "change") told.push(parts.text.textContent.trim());
  say(told.filter(Boolean).join(". "));
}

/* --- What is seen --- */

function show() {
  const phase = phases[at];
  const isDone = phase.kind === "done";
  const focused = document.activeElement;
  parts.leg.textContent = phase.leg ? words[phase.leg === "left" ? "wordLeft" : "wordRight"] : "";
  parts.times.textContent = timesOf(phase);
  if (isDone) showEnd();
  else showStep(steps()[phase.step]);
  parts.end.hidden = acts.finish.hidden = !isDone;
  acts.next.hidden = isDone;
  acts.pause.hidden = isDone || !phase.seconds;
  acts.next.classList.toggle("go", !phase.seconds);
  acts.back.disabled = at === 0;
  showInstead(phase);
  showPause();
  dialog.dataset.phase = phase.kind;
  // The keys work as long as something in the dialog has the focus.
  if (dialog.contains(focused) && (focused.disabled || focused.closest("[hidden]"))) parts.title.focus();
}

function showStep(step) {
  parts.title.textContent = step.title;
  parts.drawing.replaceChildren(step.drawing.cloneNode(true));
  parts.drawing.setAttribute("aria-label", step.alt);
  parts.text.replaceChildren(...textOf(step));
}

function showEnd() {
  parts.title.textContent = words.wordFinished;
  for (const part of [parts.drawing, parts.text]) part.replaceChildren();
}

/* The words of a step without its sources: they stand on the page. */
function textOf(step) {
  const copy = step.text.cloneNode(true);
  copy.querySelectorAll(".cite, .own").forEach((note) => note.remove());
  return [...copy.childNodes];
}

function phaseWords() {
  const { kind, step, seconds } = phases[at];
  if (kind === "done") return "";
  if (kind === "do") return steps()[step].count || words.wordDo;
  if (kind === "hold" && seconds % MINUTE === 0) return words.wordKeep;
  return words[{ ready: "wordReady", change: "wordChange", hold: "wordHold", rest: "wordRest" }[kind]];
}

function timesOf({ kind, time, times }) {
  if (!time || times === 1) return "";
  return kind === "rest" ? filled(words.wordThen, { time: time + 1, times }) : filled(words.wordTimes, { time, times });
}

function showInstead(phase) {
  const group = groups[phase.step] ?? [];
  const other = group[(picked[phase.step] + 1) % group.length];
  acts.instead.hidden = group.length < 2 || !["ready", "change", "do"].includes(phase.kind);
  if (!acts.instead.hidden) acts.instead.textContent = filled(words.wordInstead, { title: other.title });
}

function showPause() {
  acts.pause.textContent = isPaused ? words.wordGoOn : words.wordPause;
  parts.phase.textContent = isPaused && phases[at].seconds ? words.wordPaused : phaseWords();
  dialog.toggleAttribute("data-paused", isPaused);
}

function showTime(phase, secondsIn) {
  parts.count.textContent = phase.seconds ? shown(phase, secondsIn) : "";
  parts.count.classList.toggle("long", parts.count.textContent.length > 2);
  parts.bar.style.setProperty("--share", phase.seconds ? 1 - secondsIn / phase.seconds : 0);
  const where = { step: phase.step + 1, steps: groups.length, minutes: minutesLeft(phases, at, secondsIn) };
  parts.progress.textContent = phase.kind === "done" ? "" : filled(words.wordStep, where);
}

/* --- Moving on --- */

function tick() {
  if (!dialog.open) return;
  const place = placeAfter(phases, at, secondsSpent());
  if (place.at !== at) {
    enter(place.at, place.spent);
    return;
  }
  const phase = phases[at];
  showTime(phase, place.spent);
  if (isNearlyOver || phase.seconds < LONG || phase.seconds - place.spent > SOON) return;
  isNearlyOver = true;
  say(filled(words.wordLeftOver, { seconds: SOON }));
}

/* After a time in the background it catches up here, in one go. */
function enter(place, secondsIn = 0) {
  at = Math.max(0, Math.min(place, phases.length - 1));
  spent = secondsIn;
  since = performance.now();
  isNearlyOver = false;
  show();
  showTime(phases[at], spent);
  announce();
  if (spent < LATE) signal(phases[at].kind);
  stayAwake();
}

function stayAwake() {
  keepAwake(dialog.open && !isPaused && phases[at].kind !== "done");
}

function setPaused(wanted) {
  spent = secondsSpent();
  since = performance.now();
  isPaused = wanted;
  showPause();
  say(wanted ? words.wordPaused : parts.phase.textContent);
  stayAwake();
}

/* Whoever comes back gets the whole of the phase in which they left. */
function open() {
  if (isOn("sound") && canSound()) wake();
  dialog.showModal();
  isPaused = false;
  enter(phases[at].kind === "done" ? 0 : at);
  parts.title.focus();
  timer = setInterval(tick, TICK);
}

function openAnew() {
  at = 0;
  open();
}

function onClose() {
  clearInterval(timer);
  keepAwake(false);
  const isUnderWay = phases[at].kind !== "done";
  opener.textContent = isUnderWay ? opener.dataset.goOn : opener.dataset.words;
  anew.hidden = !isUnderWay;
  opener.focus();
}

function doInstead() {
  const { step, leg } = phases[at];
  picked[step] = (picked[step] + 1) % groups[step].length;
  phases = phasesOf(steps(), secondsToGetReady);
  enter(placeOf(phases, step, leg));
}

const ACTS = {
  back: () => enter(at - 1),
  next: () => enter(at + 1),
  pause: () => setPaused(!isPaused),
  instead: doInstead,
  close: () => dialog.close(),
  finish: () => dialog.close(),
};

opener.dataset.words = opener.textContent;
opener.addEventListener("click", open);
anew.addEventListener("click", openAnew);
dialog.addEventListener("close", onClose);
dialog.addEventListener("click", ({ target }) => ACTS[target.closest("[data-act]")?.dataset.act]?.());
dialog.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.target.matches("input, button") && event.key === " ") return;
  const act = KEYS[event.key];
  if (!act || acts[act].hidden || acts[act].disabled) return;
  event.preventDefault();
  ACTS[act]();
});
document.addEventListener("visibilitychange", tick);
for (const box of switches) {
  recall(box);
  box.addEventListener("change", () => {
    remember(box);
    if (box.checked) signal("hold");
  });
}
parts.sound.hidden = !canSound();
parts.vibration.hidden = !("vibrate" in navigator);
const note = section.querySelector(".stretched");
if (note) {
  const copy = note.cloneNode(true);
  copy.querySelector("button")?.classList.add("go");
  parts.end.append(copy);
}
