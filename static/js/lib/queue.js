/* The way from this device to the diary: events wait here until the diary has said that it has them.
   Only that acknowledgement removes one. A redirect, a page, 401, 403, 409 or an error of the server keeps it. */
import { dropEvent, events, fact, keepEvent, markTried } from "./kept.js";

const PATIENCE = 15_000;
const address = document.querySelector("[data-waiting]").dataset.sync;
const changes = new EventTarget();

let state = { waiting: [], reason: "" };
let sending = null;
let wanted = false;

/** What waits, and why: "" (nothing to say), "offline", "signed-out", "other", "unclaimed", "failed", or "refused" with `told`. */
export const status = () => state;
export const onChange = (listener) => changes.addEventListener("change", listener);

async function setState(reason, told = "") {
  state = { waiting: await events(), reason, told };
  changes.dispatchEvent(new Event("change"));
}

/* An answer of the diary: its status, and its JSON, null where it is something else. */
async function ask(options) {
  const answer = await fetch(address, { ...options, redirect: "manual", cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
  const isJson = answer.headers.get("Content-Type")?.startsWith("application/json");
  return { status: answer.status, json: isJson ? await answer.json().catch(() => null) : null };
}

function post(event, csrf) {
  const { key: _key, tried: _tried, ...told } = event;
  return ask({
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": csrf },
    body: JSON.stringify({ ...told, sent_at: new Date().toISOString() }),
  });
}

const REASONS = { 401: "signed-out", 403: "failed", 404: "failed", 409: "other" };

/* Sends what waits, in order. What happens to a cramp whose event was not taken has to wait with it. */
async function send() {
  const { status: answered, json } = await ask({});
  if (answered === 401) return ["signed-out"];
  if (answered !== 200 || !json?.csrf || !json.account) return ["failed"];
  const stuck = new Set();
  let reason = [""];
  for (const event of await events()) {
    if (stuck.has(event.uuid)) continue;
    if (event.account !== json.account) {
      reason = [event.account ? "other" : "unclaimed"];
      continue;
    }
    if (!(await markTried(event.key))) continue; // taken back in this moment
    const answer = await post(event, json.csrf);
    if (answer.status === 200 && answer.json?.uuid === event.uuid) {
      await dropEvent(event.key);
      changes.dispatchEvent(new CustomEvent("stored", { detail: { event, notice: answer.json.notice } }));
    } else {
      stuck.add(event.uuid);
      const isRefused = answer.status === 400;
      reason = isRefused ? ["refused", answer.json?.error ?? ""] : [REASONS[answer.status] ?? "failed"];
      if (answer.status === 401) break;
    }
  }
  return reason;
}

async function attempt() {
  if (!(await events()).length) return setState("");
  try {
    return setState(...(await send()));
  } catch {
    return setState("offline");
  }
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

/** Keeps an event for the account of this device, then tries to send it; resolves when it is kept. */
export async function add(event) {
  await keepEvent({ account: (await fact("account")) ?? "", ...event });
  flush();
}

/** Takes back the "start" (and all that followed) or the "end" of a cramp; false where something may be on its way. */
export async function takeBack(uuid, kind) {
  const found = (await events()).filter((event) => event.uuid === uuid);
  if (!found.some((event) => event.kind === kind) || found.some((event) => event.tried)) return false;
  const own = found.filter((event) => kind === "start" || event.kind === kind);
  await Promise.all(own.map((event) => dropEvent(event.key)));
  await setState(state.reason);
  return true;
}

/** Gives the events that nobody owns to an account. */
export async function claim(account) {
  const free = (await events()).filter((event) => !event.account);
  await Promise.all(free.map((event) => keepEvent({ ...event, account })));
  return flush();
}

/** Forgets the events that the diary will never take. */
export async function drop(keys) {
  await Promise.all(keys.map(dropEvent));
  return attempt();
}

/** Told when the diary has acknowledged an event. */
export const onStored = (listener) => changes.addEventListener("stored", ({ detail }) => listener(detail));

/** What waits, as it stands in storage; for a page that has just opened. */
export const look = () => setState(state.reason);
