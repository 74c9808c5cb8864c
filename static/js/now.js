/* The page of the running cramp: two taps, which need no connection. Works without, as plain forms. */
import { keepAwake } from "./lib/awake.js";
import { cardsOf, rulesOf, showCards, showSteps } from "./lib/cards.js";
import { endOf, running, saidOf, signOf, startOf, undoOf } from "./lib/events.js";
import { events, fact, keepFact } from "./lib/kept.js";
import { isOpen, say } from "./lib/note.js";
import { within } from "./lib/patience.js";
import { account, add, onChange, onStored, takeBack, takeBackSign } from "./lib/queue.js";
import { ANSWERS, count, crampsOf, showRunning } from "./lib/sections.js";
import { inWords, isForgotten } from "./lib/timer.js";
import { deviceZone } from "./lib/zones.js";

const DOUBLE_TAP = 800;
const RENEW_AFTER = 5000;
const SETTLED = 1500; // after the last answer of the diary, before its page is asked what it says now
const PATIENCE = 2500;
const NO_ALARMS = { cards: [], leaves_out: [] };

const main = document.querySelector("main");
const part = (name) => main.querySelector(`[data-${name}]`);
const [place, note, cards, several, begin] = ["open", "note", "cards", "several", "begin"].map(part);
const signs = main.querySelector("form[data-signs]");
const heard = document.querySelector("[data-heard]");
const isShell = "shell" in main.dataset;

let known = []; // the cramps that run as the diary knows them, in the time of this device
let shown = []; // those, changed by the events that it has not got yet, the first first
let ended = new Map(); // those that have stopped on this page: their signs are as open as before
let alarms = NO_ALARMS; // what is open in the diary, where it has not drawn that itself
let drawnRules = new Set(); // what it has drawn itself
let words = { regions: {}, cards: {} };
let region = document.body.dataset.region ?? "";
let canKeep = Boolean(window.indexedDB && crypto.randomUUID);
let lastTap = 0;
let changes = 0; // taps and answers, so that a page of the diary that is older than one of them is not believed
let renewed = Date.now();
let settling = 0;

const clock = () => ({ offset: -new Date().getTimezoneOffset(), zone: deviceZone() });
const timeOf = (moment) => new Intl.DateTimeFormat(region ? `en-${region}` : document.documentElement.lang, { timeStyle: "short" }).format(moment).replace(/[AP]M$/, (half) => half.toLowerCase());
const find = (uuid) => shown.find((cramp) => cramp.uuid === uuid) ?? known.find((cramp) => cramp.uuid === uuid);

/* --- What is known --- */

/* What the diary says by now, with its own cards and steps: another device may have been at work. */
async function renew() {
  if (isShell) return;
  renewed = Date.now();
  const asked = changes;
  try {
    const answer = await fetch(main.dataset.page, { redirect: "manual", cache: "no-store" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const isOurs = page.body.dataset.account === document.body.dataset.account; // somebody else may have signed in since
    if (answer.status !== 200 || !isOurs || !page.querySelector("#alarms") || changes !== asked) return;
    known = crampsOf(page, shown);
    for (const name of ["cards", "relief"]) part(name).replaceChildren(...page.querySelector(`[data-${name}]`).children);
    await takeAlarms(page);
    await update();
  } catch {
    // no connection: what this device knows stands
  }
}

/* What the diary has drawn itself, kept for the time without a connection. Facts are of the last account here: those of
   another page are not for it. */
async function takeAlarms(page) {
  const open = JSON.parse(page.querySelector("#alarms").textContent);
  drawnRules = new Set(open.cards.map(({ rule }) => rule));
  if (await isMine()) await keepFact("alarms", open);
}

async function isMine() {
  return ((await fact("account")) ?? "") === (await account());
}

async function update() {
  const mine = await account();
  const waiting = (await events()).filter((event) => !event.account || event.account === mine);
  shown = running(known, waiting);
  if (await isMine()) await keepFact("open", shown);
  draw();
}

/* --- The page --- */

function draw() {
  const hadFocus = main.contains(document.activeElement);
  showRunning(place, part("running"), shown, timeOf);
  several.hidden = shown.length < 2;
  several.textContent = several.dataset.several.replace("{count}", shown.length);
  begin.classList.toggle("again", shown.length > 0);
  begin.querySelector("[data-first]").hidden = shown.length > 0;
  begin.querySelector("[data-again]").hidden = shown.length === 0;
  for (const byHand of signs.querySelectorAll("[data-by-hand]")) byHand.hidden = true;
  for (const unstored of signs.querySelectorAll("[data-unstored]")) unstored.hidden = shown.length > 0;
  keepAwake(shown.length > 0);
  drawCards();
  tick();
  if (hadFocus && !main.contains(document.activeElement)) main.focus({ preventScroll: true });
}

/* A sign stays as open when its cramp has stopped, and a box that is ticked counts whether a cramp runs or not. */
function drawCards() {
  const all = cardsOf(words, region);
  const ticked = [...signs.querySelectorAll(":checked")].map(({ value }) => value);
  const rules = rulesOf([...shown, ...ended.values()], ticked).filter((rule) => all[rule]);
  const kept = alarms.cards.map((card, n) => [`kept-${n}`, card]).filter(([, card]) => !rules.some((rule) => all[rule].line === card.line));
  const wanted = [...rules.filter((rule) => !drawnRules.has(rule)).map((rule) => [rule, all[rule]]), ...kept];
  if (showCards(cards, part("card"), wanted)) cards.scrollIntoView({ block: "start" });
  const leftOut = new Set([...alarms.leaves_out, ...rules.flatMap((rule) => all[rule].leaves_out)]);
  showSteps(part("relief"), (shown.length ? shown.at(-1).muscle : begin.elements.muscle.value) || "calf", leftOut);
}

function tick() {
  const asked = count(place, shown, Date.now());
  if (asked) heard.textContent = asked;
}

/* --- Taps --- */

async function keep(event) {
  changes += 1;
  await add(event);
}

async function started() {
  const uuid = crypto.randomUUID();
  const at = Date.now();
  const ticked = [...signs.querySelectorAll(":checked")].map(({ value }) => value);
  await keep(startOf(uuid, at, clock(), { muscle: begin.elements.muscle.value, side: begin.elements.side.value }));
  for (const sign of ticked) await keep(signOf(uuid, at, clock(), sign));
  await update();
  say(note.dataset.began.replace("{time}", timeOf(at)), { undo: () => unstart(uuid) });
}

async function unstart(uuid) {
  if (!(await takeBack(uuid, "start"))) await keep(undoOf(uuid, Date.now(), clock(), "start"));
  known = known.filter((cramp) => cramp.uuid !== uuid);
  say(note.dataset.undone);
  await update();
}

async function stopped(cramp) {
  const at = Date.now();
  ended.set(cramp.uuid, cramp);
  await keep(endOf(cramp.uuid, at, clock()));
  await update();
  const length = at - cramp.began;
  const pattern = isForgotten(length) ? note.dataset.forgotten : note.dataset.ended;
  say(pattern.replace("{length}", inWords(length, place.dataset)), { undo: () => unstop(cramp), details: addressOf(cramp) });
}

/* The form of a cramp; the shell cannot lead there. */
function addressOf({ uuid }) {
  return isShell ? "" : main.dataset.edit.replace(main.dataset.someone, uuid);
}

async function unstop(cramp) {
  if (!(await takeBack(cramp.uuid, "end"))) await keep(undoOf(cramp.uuid, Date.now(), clock(), "end"));
  runAgain(cramp);
  say(note.dataset.undone);
  await update();
}

/* The diary may take the end after it was taken back here, and the way back after that. */
function runAgain(cramp) {
  if (cramp && !known.some(({ uuid }) => uuid === cramp.uuid)) known.push(cramp);
}

async function said(cramp, name, answer) {
  const before = cramp[name];
  if (before === answer && name !== "easing") return;
  await keep(saidOf(cramp.uuid, Date.now(), clock(), { [name]: answer }, { [name]: before }));
  await update();
}

async function ticked(box) {
  const cramp = shown.at(-1) ?? [...ended.values()].at(-1);
  if (cramp && box.checked) {
    await keep(signOf(cramp.uuid, Date.now(), clock(), box.value));
  } else if (cramp && cramp.signs?.includes(box.value) && !(await takeBackSign(cramp.uuid, box.value))) {
    box.checked = true;
    say(signs.dataset.noted, { details: addressOf(cramp) }); // it is in the diary by now, and is taken back there
  }
  await update();
}

/* Which act a form stands for. */
function actOf(form, submitter) {
  const cramp = find(form.closest(".running")?.dataset.uuid);
  if (form === begin) return started;
  if (!cramp) return async () => {};
  if (form.classList.contains("stop")) return () => stopped(cramp);
  const { name, value } = submitter;
  return () => said(cramp, name, name === "easing" ? ANSWERS[value] : value);
}

/* Where nothing can be kept here, the form goes to the diary as it does without a script. */
function byHand(form, submitter) {
  canKeep = false;
  if (isShell || !form.getAttribute("action")) say(note.dataset.unkept);
  else form.requestSubmit(submitter);
}

main.addEventListener("submit", async (event) => {
  const { target: form, submitter } = event;
  if (!canKeep || !(form === begin || form === signs || form.closest(".running"))) {
    if (form === begin && begin.elements.zone) begin.elements.zone.value = deviceZone();
    return;
  }
  event.preventDefault();
  if (form === signs) return;
  if (form === begin || form.classList.contains("stop")) {
    if (Date.now() - lastTap < DOUBLE_TAP) return;
    lastTap = Date.now();
  }
  try {
    await ready;
    await actOf(form, submitter)();
  } catch {
    byHand(form, submitter);
  }
});

signs.addEventListener("change", ({ target }) => {
  drawCards(); // at once, whatever storage does
  if (canKeep) ready.then(() => ticked(target)).catch(() => say(note.dataset.unkept));
});

/* --- From the first moment on --- */

function read(address) {
  const asked = within(PATIENCE, async (signal) => {
    const answer = await fetch(address, { redirect: "manual", signal });
    return answer.ok ? answer.json() : null;
  });
  return asked.catch(() => null); // no connection
}

/* The words for everybody, which every device has, and in their place those of this person, as soon as they are there. */
async function readWords() {
  const own = canKeep && (isShell || (await isMine())) ? await fact("cards") : null;
  words = own ?? (await read(main.dataset.cardsElse)) ?? words;
  drawCards();
  const fresh = isShell ? null : await read(main.dataset.cardsFrom);
  if (!fresh) return;
  words = fresh;
  drawCards();
  if (canKeep && (await isMine())) await keepFact("cards", fresh);
}

/* Back at the diary itself, once everything has been sent and nobody is about to undo it. */
async function leaveShell() {
  if (!(await events()).length && navigator.onLine && !isOpen() && !document.hidden) location.reload();
}

function stored({ event, notice }) {
  changes += 1;
  if (event.kind === "end" && find(event.uuid)) ended.set(event.uuid, find(event.uuid));
  known = running(known, [event]);
  if (event.undo === "end") runAgain(ended.get(event.uuid));
  if (notice) say(notice);
  clearTimeout(settling);
  settling = setTimeout(isShell ? leaveShell : renew, isShell ? SETTLED * 5 : SETTLED);
}

async function start() {
  if (isShell) {
    region = (await fact("region")) ?? "";
    known = (await fact("open")) ?? [];
    alarms = (await fact("alarms")) ?? NO_ALARMS;
    const last = await fact("place");
    for (const name of ["muscle", "side"]) begin.elements[name].value = last?.[name] ?? "";
  } else {
    known = crampsOf(document, (await isMine()) ? ((await fact("open")) ?? []) : []);
    await takeAlarms(document);
    if (await isMine()) await keepFact("place", { muscle: begin.elements.muscle.value, side: begin.elements.side.value });
  }
  await update();
}

function wake() {
  tick();
  readWords();
  if (canKeep && Date.now() - renewed > RENEW_AFTER) renew();
}

const ready = canKeep
  ? start().catch(() => {
      canKeep = false; // storage is switched off: the forms go to the diary
    })
  : Promise.resolve();
ready.then(readWords);
onChange(() => canKeep && update());
onStored(stored);
setInterval(tick, 1000);
addEventListener("online", readWords);
addEventListener("pageshow", ({ persisted }) => persisted && wake());
document.addEventListener("visibilitychange", () => document.hidden || wake());
