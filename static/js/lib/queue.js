/* The way from this device to the diary: events wait here until the diary has said that it has them.
   Only that acknowledgement removes one. A redirect, a page, 401, 403, 409 or an error of the server keeps it. */
import { changeEvent, dropEvent, dropUntried, events, fact, keepEvent } from "./kept.js";
import { within } from "./patience.js";

const PATIENCE = 15_000;
const address = document.querySelector("[data-waiting]").dataset.sync;
const owner = document.body.dataset.account; // of this page; the shell has none
const changes = new EventTarget();

let state = { waiting: [], reason: "", told: "" };
let sending = null;
let wanted = false;

/** What waits, and why: "" (nothing to say), "offline", "signed-out", "other", "unclaimed", "failed", or "refused" with `told`. */
export const status = () => state;
/** The account for which events are kept here: that of the page, on the shell the last one of this device. */
export const account = async () => owner ?? (await fact("account")) ?? "";

async function setState(reason, told = "") {
  state = { waiting: await events(), reason, told };
  changes.dispatchEvent(new Event("change"));
}

/* An answer of the diary: its status, and its JSON, null where it is something else. */
function ask(options) {
  return within(PATIENCE, async (signal) => {
    const answer = await fetch(address, { ...options, redirect: "manual", cache: "no-store", signal });
    const isJson = answer.headers.get("Content-Type")?.startsWith("application/json");
    return { status: answer.status, json: isJson ? await answer.json().catch(() => null) : null };
  });
}

function post(event, csrf) {
  const { key: _key, tried: _tried, refused: _refused, ...told } = event;
  return ask({
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": csrf },
    body: JSON.stringify({ ...told, sent_at: new Date().toISOString() }),
  });
}

const REASONS = { 401: "signed-out", 409: "other" };

/* Whether the diary will never take an event: it cannot read it, or the start to which it belongs is nowhere. */
function isHopeless(answer, event, waiting) {
  const hasStart = waiting.some(({ uuid, kind }) => uuid === event.uuid && kind === "start");
  return answer.status === 400 || (answer.status === 404 && answer.json !== null && !hasStart);
}

/* Sends what waits, in order. What happens to a cramp whose event was not taken has to wait with it. */
async function send() {
  const { status: answered, json } = await ask({});
  if (answered === 401) return ["signed-out"];
  if (answered !== 200 || !json?.csrf || !json.account) return ["failed"];
  const waiting = await events();
  const stuck = new Set();
  let reason = [""];
  for (const event of waiting) {
    if (stuck.has(event.uuid)) continue;
    if (event.account !== json.account) {
      reason = [event.account ? "other" : "unclaimed"];
      continue;
    }
    if (!(await changeEvent(event.key, { tried: true }))) continue; // taken back in this moment
    const answer = await post(event, json.csrf);
    if (answer.status === 200 && answer.json?.uuid === event.uuid) {
      await dropEvent(event.key);
      changes.dispatchEvent(new CustomEvent("stored", { detail: { event, notice: answer.json.notice } }));
      continue;
    }
    stuck.add(event.uuid);
    const isRefused = isHopeless(answer, event, waiting);
    if (isRefused) await changeEvent(event.key, { refused: true });
    reason = isRefused ? ["refused", answer.json?.error ?? ""] : [REASONS[answer.status] ?? "failed"];
    if (answer.status === 401) break;
  }
  return reason;
}

async function attempt() {
  if (!(await events()).length) return setState("");
  let outcome = ["offline"];
  try {
    outcome = await send();
  } catch {
    // no connection, or it broke off
  }
  return setState(...outcome);
}

/** Sends what waits; called again meanwhile, it goes on until nothing new has come. */
export function flush() {
  wanted = true;
  sending ??= (async () => {
    try {
      while (wanted) {
        wanted = false;
        await (navigator.locks ? navigator.locks.request("cramp-diary-queue", attempt) : attempt());
      }
    } finally {
      sending = null;
    }
  })();
  return sending;
}

/** Keeps an event, then tries to send it; resolves when it is kept, and fails where it cannot be. */
export async function add(event) {
  await keepEvent({ ...event, account: await account() });
  flush().catch(() => {});
}

/** Takes back the "start" of a cramp and all that followed, or its "end"; false where something may be on its way. */
export async function takeBack(uuid, kind) {
  const isOf = (event) => event.uuid === uuid;
  const fits = (event) => isOf(event) && (kind === "start" || event.kind === kind);
  const waits = (await events()).some((event) => isOf(event) && event.kind === kind);
  return waits && dropUntried(fits, isOf);
}

/** Takes back a sign that was ticked; false where it may be on its way. */
export function takeBackSign(uuid, sign) {
  const fits = (event) => event.uuid === uuid && event.signs?.includes(sign);
  return dropUntried(fits, fits);
}

/** Gives the events that nobody owns to the account of this page. */
export async function claim() {
  const free = (await events()).filter((event) => !event.account);
  await Promise.all(free.map(({ key }) => changeEvent(key, { account: owner })));
  return flush();
}

/** Forgets what the diary will never take, and what else happened to those cramps. */
export async function dropRefused() {
  const waiting = await events();
  const refused = new Set(waiting.filter((event) => event.refused).map(({ uuid }) => uuid));
  await Promise.all(waiting.filter(({ uuid }) => refused.has(uuid)).map(({ key }) => dropEvent(key)));
  return flush();
}

/** Told whenever what waits, or why, has changed. */
export const onChange = (listener) => changes.addEventListener("change", listener);
/** Told with { event, notice } when the diary has acknowledged an event. */
export const onStored = (listener) => changes.addEventListener("stored", ({ detail }) => listener(detail));
/** What waits, as it stands in storage; for a page that has just opened. */
export const look = () => setState(state.reason);
