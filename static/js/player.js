/* Walks somebody through a routine, one phase at a time. The list on the page is what it reads, and stays without it. */
import { filled, grouped, phasesOf, placeAfter, shown } from "./lib/routine.js";

const TICK = 200;
const SOON = 3;
const TONES = { hold: 660, rest: 440, ready: 520, do: 520, done: 392 };

const section = document.querySelector("[data-routine]");
const opener = section.querySelector("[data-walk]");
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
let timer = null;
let lock = null;
let audio = null;

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
  if (isOn("vibration")) navigator.vibrate?.(kind === "hold" ? 300 : [120, 80, 120]);
  if (!isOn("sound")) return;
  audio ??= new AudioContext();
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  tone.frequency.value = TONES[kind];
  volume.gain.setValueAtTime(0.0001, audio.currentTime);
  volume.gain.exponentialRampToValueAtTime(0.2, audio.currentTime + 0.03);
  volume.gain.exponentialRampToValueAtTime(0.0001, audio.currentTime + 0.45);
  tone.connect(volume).connect(audio.destination);
  tone.start();
  tone.stop(audio.currentTime + 0.5);
}

function say(text) {
  parts.said.textContent = text;
}

async function keepAwake() {
  if (!dialog.open || lock || document.hidden || phases[at].kind === "done") return;
  try {
    lock = (await navigator.wakeLock?.request("screen")) ?? null;
    lock?.addEventListener("release", () => (lock = null));
  } catch {
    lock = null; // low on battery, or not allowed: the screen goes dark as it always does
  }
}

function letSleep() {
  lock?.release();
  lock = null;
}

/* --- What is seen --- */

function show() {
  const phase = phases[at];
  const isDone = phase.kind === "done";
  const step = steps()[phase.step];
  parts.progress.textContent = isDone ? "" : filled(words.wordStep, { step: phase.step + 1, steps: groups.length });
  parts.title.textContent = isDone ? words.wordFinished : step.title;
  parts.leg.textContent = phase.leg ? words[phase.leg === "left" ? "wordLeft" : "wordRight"] : "";
  parts.drawing.replaceChildren(...(isDone ? [] : [step.drawing.cloneNode(true)]));
  parts.text.replaceChildren(...(isDone ? [] : textOf(step)));
  parts.phase.textContent = phaseWords(phase, step);
  parts.times.textContent = phase.time ? filled(words.wordTimes, phase) : "";
  parts.end.hidden = !isDone;
  for (const place of ["pause", "next"]) acts[place].hidden = isDone;
  acts.pause.hidden ||= !phase.seconds;
  acts.next.classList.toggle("go", !phase.seconds);
  acts.back.disabled = at === 0;
  showInstead(phase);
  showPause();
  dialog.dataset.phase = phase.kind;
  tick();
}

/* The words of a step without its sources: they stand on the page. */
function textOf(step) {
  const copy = step.text.cloneNode(true);
  copy.querySelectorAll(".cite, .own").forEach((note) => note.remove());
  return [...copy.childNodes];
}

function phaseWords(phase, step) {
  if (phase.kind === "done") return "";
  if (phase.kind === "do") return step.count || words.wordDo;
  return words[{ ready: "wordReady", hold: "wordHold", rest: "wordRest" }[phase.kind]];
}

function showInstead(phase) {
  const group = groups[phase.step] ?? [];
  const other = group[(picked[phase.step] + 1) % group.length];
  parts.instead.hidden = group.length < 2 || !["ready", "do"].includes(phase.kind);
  if (!parts.instead.hidden) parts.instead.textContent = filled(words.wordInstead, { title: other.title });
}

function showPause() {
  acts.pause.textContent = isPaused ? words.wordGoOn : words.wordPause;
  dialog.toggleAttribute("data-paused", isPaused);
}

function announce() {
  const phase = phases[at];
  const told = [parts.phase.textContent, parts.times.textContent];
  if (phase.kind === "ready" || phase.kind === "do") told.unshift(parts.title.textContent, parts.leg.textContent);
  if (phase.seconds) told.push(filled(words.wordSeconds, { seconds: phase.seconds }));
  if (phase.kind === "done") told.push(parts.title.textContent);
  say(told.filter(Boolean).join(". "));
}

function tick() {
  const before = at;
  const place = placeAfter(phases, at, secondsSpent());
  if (place.at !== before) {
    // After a time in the background it catches up, and makes itself heard once.
    enter(place.at, place.spent);
    return;
  }
  const phase = phases[at];
  parts.count.textContent = phase.seconds ? shown(phase, place.spent) : "";
  parts.count.classList.toggle("long", parts.count.textContent.length > 2);
  parts.bar.style.setProperty("--share", phase.seconds ? 1 - place.spent / phase.seconds : 0);
  const left = Math.ceil(phase.seconds - place.spent);
  if (phase.seconds >= 20 && left === SOON && parts.said.dataset.at !== String(at)) {
    parts.said.dataset.at = String(at);
    say(filled(words.wordLeftOver, { seconds: SOON }));
  }
}

/* --- Moving on --- */

function enter(place, secondsIn = 0) {
  at = Math.max(0, Math.min(place, phases.length - 1));
  spent = secondsIn;
  since = performance.now();
  show();
  announce();
  signal(phases[at].kind);
  if (phases[at].kind === "done") letSleep();
}

function setPaused(wanted) {
  spent = secondsSpent();
  since = performance.now();
  isPaused = wanted;
  showPause();
  say(wanted ? words.wordPaused : parts.phase.textContent);
}

function open() {
  dialog.showModal();
  since = performance.now();
  isPaused = false;
  if (phases[at].kind === "done") at = spent = 0;
  show();
  parts.title.focus();
  announce();
  timer = setInterval(tick, TICK);
  keepAwake();
}

function onClose() {
  spent = secondsSpent();
  isPaused = true;
  clearInterval(timer);
  letSleep();
  const isUnderWay = (at > 0 || spent > 0) && phases[at].kind !== "done";
  opener.textContent = isUnderWay ? opener.dataset.goOn : opener.dataset.words;
  opener.focus();
}

function doInstead() {
  const { step } = phases[at];
  picked[step] = (picked[step] + 1) % groups[step].length;
  phases = phasesOf(steps(), secondsToGetReady);
  enter(phases.findIndex((phase) => phase.step === step));
}

const ACTS = {
  back: () => enter(at - 1),
  next: () => enter(at + 1),
  pause: () => setPaused(!isPaused),
  instead: doInstead,
  close: () => dialog.close(),
};

opener.dataset.words = opener.textContent;
opener.addEventListener("click", open);
dialog.addEventListener("close", onClose);
dialog.addEventListener("click", ({ target }) => ACTS[target.closest("[data-act]")?.dataset.act]?.());
dialog.addEventListener("keydown", (event) => {
  if (event.target.matches("input, button") && event.key === " ") return;
  const act = { " ": "pause", ArrowRight: "next", ArrowLeft: "back" }[event.key];
  if (!act || acts[act].hidden || acts[act].disabled) return;
  event.preventDefault();
  ACTS[act]();
});
document.addEventListener("visibilitychange", () => {
  tick();
  keepAwake();
});
for (const box of switches) {
  recall(box);
  box.addEventListener("change", () => {
    remember(box);
    if (box.checked) signal("hold");
  });
}
parts.vibration.hidden = !("vibrate" in navigator);
const note = section.querySelector(".stretched");
if (note) {
  const copy = note.cloneNode(true);
  copy.querySelector("button")?.classList.add("go");
  parts.end.append(copy);
}
