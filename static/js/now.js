/* The page of the running cramp: two taps, which need no connection. Works without, as plain forms. */
import { keepAwake } from "./lib/awake.js";
import { endOf, running, saidOf, signOf, startOf, undoOf } from "./lib/events.js";
import { dropEvent, events, fact, keepFact } from "./lib/kept.js";
import { add, onChange, onStored, takeBack } from "./lib/queue.js";
import { askedAt, face, halfMinutes, inWords, isForgotten } from "./lib/timer.js";
import { deviceZone } from "./lib/zones.js";

const UNDO_TIME = 6000;
const DOUBLE_TAP = 800;
const RENEW_AFTER = 5000;

const main = document.querySelector("main");
const part = (name) => main.querySelector(`[data-${name}]`);
const [place, note, cards, several, begin, relief, signs] =
  ["open", "note", "cards", "several", "begin", "relief", "signs"].map(part);
const isShell = "shell" in main.dataset;
const canKeep = Boolean(window.indexedDB && crypto.randomUUID);

let known = []; // the cramps that run as the diary knows them, in the time of this device
let waiting = []; // the events that it has not got yet
let shown = []; // both together, the first first
let told = { regions: {}, cards: {} };
let region = main.dataset.region ?? "";
let seenRules = new Set(); // what the diary has said already, on this page
let lastTap = 0;
let renewed = Date.now();
let closing = 0;

const clock = () => ({ offset: -new Date().getTimezoneOffset(), zone: deviceZone() });
const timeOf = (moment) => new Intl.DateTimeFormat(region ? `en-${region}` : document.documentElement.lang, { timeStyle: "short" }).format(moment);

/* --- What is known --- */

const ANSWERS = { yes: true, no: false };

/* The cramps of a page of the diary, whose clock may differ from ours. */
function cramps(page) {
  const root = page.querySelector("main");
  const skew = Date.now() - Number(root.dataset.serverNow);
  return [...root.querySelectorAll("[data-open] > .running")].map(({ dataset }) => ({
    uuid: dataset.uuid,
    began: Number(dataset.began) + skew,
    muscle: dataset.muscle,
    side: dataset.side,
    easing: ANSWERS[dataset.easing] ?? null,
    signs: null,
  }));
}

/* What the diary says by now: another device may have been at work. */
async function renew() {
  if (Date.now() - renewed < RENEW_AFTER) return;
  renewed = Date.now();
  try {
    const answer = await fetch(main.dataset.page, { redirect: "manual", cache: "no-store" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (answer.status !== 200 || !page.querySelector("main")?.dataset.serverNow) return;
    known = cramps(page);
    cards.replaceChildren(...page.querySelector("[data-cards]").children);
    seenRules = new Set(rulesOf(known));
    await update();
  } catch {
    // no connection: what this device knows stands
  }
}

async function update() {
  waiting = await events();
  const account = (await fact("account")) ?? "";
  shown = running(known, waiting.filter((event) => event.account === account || !event.account));
  await keepFact("open", shown);
  draw();
}

/* --- The page --- */

function sectionOf(cramp) {
  const there = place.querySelector(`[data-uuid="${cramp.uuid}"]`);
  if (there) return there;
  const made = part("running").content.cloneNode(true).querySelector(".running");
  made.dataset.uuid = cramp.uuid;
  place.append(made);
  return made;
}

function press(chip, isOn) {
  if (isOn && chip.getAttribute("aria-pressed") !== "true") chip.parentElement.scrollTo({ left: chip.offsetLeft - chip.parentElement.offsetLeft - 48 });
  chip.setAttribute("aria-pressed", String(isOn));
}

function draw() {
  for (const section of place.querySelectorAll(".running")) {
    if (!shown.some((cramp) => cramp.uuid === section.dataset.uuid)) section.remove();
  }
  for (const cramp of shown) {
    const section = sectionOf(cramp);
    section.querySelector("[data-since-line]").textContent = place.dataset.since.replace("{time}", timeOf(cramp.began));
    for (const chip of section.querySelectorAll(".where button")) press(chip, cramp[chip.name] === chip.value);
  }
  several.hidden = shown.length < 2;
  several.textContent = several.dataset.several.replace("{count}", shown.length);
  begin.classList.toggle("again", shown.length > 0);
  begin.querySelector("[data-first]").hidden = shown.length > 0;
  begin.querySelector("[data-again]").hidden = shown.length === 0;
  const byHand = signs.querySelector("[data-by-hand]");
  if (byHand) byHand.hidden = true;
  const unstored = signs.querySelector("[data-unstored]");
  if (unstored) unstored.hidden = shown.length > 0;
  keepAwake(shown.length > 0);
  drawCards();
  tick();
}

function tick() {
  for (const cramp of shown) {
    const section = place.querySelector(`[data-uuid="${cramp.uuid}"]`);
    const length = Date.now() - cramp.began;
    section.querySelector("[data-timer]").textContent = face(length);
    const halves = halfMinutes(length);
    const line = section.querySelector("[data-marks-line]");
    line.hidden = isForgotten(length);
    line.style.setProperty("--part", (length % 30_000) / 30_000);
    const words = section.querySelector("[data-marks-words]");
    const said = halves ? place.dataset.marks.replace("{count}", halves) : "";
    if (words.textContent !== said) words.textContent = said;
    const asked = askedAt(length);
    const answered = cramp.easing === null ? 0 : askedAt((cramp.answeredAt ?? renewed) - cramp.began);
    section.querySelector("[data-easing-card]").hidden = asked <= answered;
  }
}

/* --- Whom to call: in the words of the rules, at once --- */

function rulesOf(list) {
  const rules = list.flatMap((cramp) => [
    ...(cramp.signs ?? []).map((sign) => `sign:${sign}`),
    `muscle:${cramp.muscle}`,
    ...(cramp.easing === false ? ["still-cramping"] : []),
  ]);
  return [...rules, ...(shown.length ? [] : [...signs.querySelectorAll(":checked")].map(({ value }) => `sign:${value}`))];
}

function drawCards() {
  const all = told.cards[told.regions[region] ?? ""] ?? {};
  const rules = [...new Set(rulesOf(shown))].filter((rule) => all[rule] && !seenRules.has(rule));
  const there = new Map([...cards.querySelectorAll("[data-rule]")].map((card) => [card.dataset.rule, card]));
  for (const [rule, card] of there) if (!rules.includes(rule)) card.remove();
  const order = ["emergency", "urgent", "soon", "routine", "mention"];
  const missing = rules.filter((rule) => !there.has(rule));
  missing.sort((one, other) => order.indexOf(all[other].level) - order.indexOf(all[one].level));
  for (const rule of missing) cards.prepend(cardOf(rule, all[rule]));
  if (missing.length) cards.scrollIntoView({ block: "start" });
  withdraw(new Set(rules.flatMap((rule) => all[rule].leaves_out)));
}

function cardOf(rule, { level, level_text: levelText, heading, line, nobody_sees: nobody, not_reviewed: reviewed }) {
  const card = part("card").content.cloneNode(true).querySelector(".care");
  card.classList.add(level);
  card.dataset.rule = rule;
  card.setAttribute("role", "alert");
  const unseen = document.createElement("span");
  unseen.className = "visually-hidden";
  unseen.textContent = `${levelText} `;
  card.querySelector("h3").append(unseen, heading);
  card.querySelector("[data-line]").textContent = line;
  card.querySelector("[data-nobody] b").textContent = nobody;
  card.querySelector("[data-reviewed]").textContent = reviewed;
  return card;
}

/* The steps for the place of the last cramp, without what a sign withdraws. */
function withdraw(leftOut) {
  const cramp = shown.at(-1);
  const muscle = cramp ? cramp.muscle || "calf" : begin.elements.muscle.value || "calf";
  let isEmpty = true;
  let hasPlace = false;
  for (const section of relief.querySelectorAll("[data-muscles]")) {
    const fits = section.dataset.muscles.split(" ").includes(muscle);
    for (const step of section.querySelectorAll("[data-measures]")) {
      step.hidden = step.dataset.measures.split(" ").some((measure) => leftOut.has(measure));
      if (fits && !step.hidden) isEmpty = false;
    }
    section.hidden = !fits;
    hasPlace ||= fits;
  }
  part("no-steps").hidden = hasPlace;
  part("caution").hidden = isEmpty;
}

/* --- Taps --- */

function say(words, undo, address = "") {
  clearTimeout(closing);
  const line = document.createElement("p");
  line.className = "note success";
  line.append(Object.assign(document.createElement("span"), { textContent: words }));
  const acts = document.createElement("span");
  acts.className = "row start";
  if (address) acts.append(Object.assign(document.createElement("a"), { href: address, textContent: note.dataset.details, className: "btn plain" }));
  if (undo) {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: note.dataset.undo, className: "btn plain" });
    button.addEventListener("click", async () => {
      await undo();
      say(note.dataset.undone);
      await update();
    });
    acts.append(button);
  }
  line.append(acts);
  note.replaceChildren(line);
  closing = setTimeout(close, UNDO_TIME);
}

/* Whoever is about to tap "Undo" is not hurried. */
function close() {
  if (note.matches(":hover, :focus-within")) closing = setTimeout(close, UNDO_TIME);
  else note.replaceChildren();
}

async function started() {
  const uuid = crypto.randomUUID();
  const at = Date.now();
  await add(startOf(uuid, at, clock(), { muscle: begin.elements.muscle.value, side: begin.elements.side.value }));
  await update();
  say(note.dataset.began.replace("{time}", timeOf(at)), async () => {
    if (await takeBack(uuid, "start")) return;
    await add(undoOf(uuid, Date.now(), clock(), "start"));
    known = known.filter((cramp) => cramp.uuid !== uuid);
  });
}

async function ended(cramp) {
  const at = Date.now();
  await add(endOf(cramp.uuid, at, clock()));
  await update();
  const length = at - cramp.began;
  const pattern = isForgotten(length) ? note.dataset.forgotten : note.dataset.ended;
  say(pattern.replace("{length}", inWords(length, place.dataset)), async () => {
    if (await takeBack(cramp.uuid, "end")) return;
    await add(undoOf(cramp.uuid, Date.now(), clock(), "end"));
    if (!known.some(({ uuid }) => uuid === cramp.uuid)) known.push(cramp);
  }, isShell ? "" : main.dataset.edit.replace(main.dataset.someone, cramp.uuid));
}

async function said(cramp, name, answer) {
  const before = cramp[name];
  if (before === answer && name !== "easing") return;
  await add(saidOf(cramp.uuid, Date.now(), clock(), { [name]: answer }, { [name]: before }));
  await update();
}

async function ticked({ value, checked }) {
  const cramp = shown.at(-1);
  const tick = waiting.find((event) => event.uuid === cramp.uuid && event.signs?.includes(value));
  if (checked) await add(signOf(cramp.uuid, Date.now(), clock(), value));
  else if (tick && !tick.tried) await dropEvent(tick.key);
  else say(signs.dataset.noted); // it is in the diary by now, and is taken back there
  await update();
}

/* --- From the first moment on --- */

main.addEventListener("submit", (event) => {
  const form = event.target;
  const section = form.closest(".running");
  if (!canKeep || !(form === begin || form === signs || section)) return;
  event.preventDefault();
  if (form === signs) return;
  const cramp = shown.find(({ uuid }) => uuid === section?.dataset.uuid);
  const isStop = form.classList.contains("stop");
  if (form === begin || isStop) {
    if (Date.now() - lastTap < DOUBLE_TAP) return;
    lastTap = Date.now();
  }
  const { name, value } = event.submitter;
  if (form === begin) started();
  else if (isStop) ended(cramp);
  else said(cramp, name, name === "easing" ? ANSWERS[value] : value);
});

signs.addEventListener("change", ({ target }) => {
  if (canKeep && shown.length) ticked(target);
  else drawCards();
});

onChange(() => update());
onStored(({ event, notice }) => {
  known = running(known, [event]);
  if (notice) say(notice);
});

async function readCards() {
  for (const address of [main.dataset.cardsFrom, main.dataset.cardsElse]) {
    try {
      const answer = await fetch(address, { redirect: "manual" });
      if (!answer.ok) continue;
      told = await answer.json();
      return;
    } catch {
      // no connection: the shell has its own
    }
  }
}

/* Back at the diary itself, once everything has been sent and nobody is about to undo it. */
function leaveShell() {
  if (!waiting.length && navigator.onLine && !note.childElementCount && !document.hidden) location.reload();
}

async function start() {
  if (isShell) {
    region = (await fact("region")) ?? "";
    known = (await fact("open")) ?? [];
    Object.assign(begin.elements.muscle, { value: (await fact("place"))?.muscle ?? "" });
    Object.assign(begin.elements.side, { value: (await fact("place"))?.side ?? "" });
    onStored(() => setTimeout(leaveShell, UNDO_TIME + 500));
  } else {
    known = cramps(document);
    seenRules = new Set(rulesOf(known));
    await keepFact("place", { muscle: begin.elements.muscle.value, side: begin.elements.side.value });
  }
  await update();
  await readCards();
  await update();
}

if (canKeep) {
  start();
  setInterval(tick, 1000);
  addEventListener("pageshow", ({ persisted }) => persisted && renew());
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return;
    tick();
    if (!isShell) renew();
  });
} else if (begin.elements.zone) {
  begin.elements.zone.value = deviceZone();
}
