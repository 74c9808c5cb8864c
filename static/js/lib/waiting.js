/* Says what waits on this device, and why; offers what can be done about it. */
import { claim, dropRefused, flush, onChange, onStored, status } from "./queue.js";

const place = document.querySelector("[data-waiting]");
const heard = document.querySelector("[data-waiting-heard]");
const owner = document.body.dataset.account ?? "";
const act = (name) => place.querySelector(`[data-${name}]`);

let stored = 0;

function words({ waiting, reason, told }) {
  const { one, many, sending, signedOut, sent, ...why } = place.dataset;
  if (!waiting.length) return stored ? sent : "";
  const count = waiting.length === 1 ? one : many.replace("{count}", waiting.length);
  const because = reason === "signed-out" ? signedOut : (why[reason] ?? sending);
  return `${count} ${because.replace("{reason}", told)}`;
}

function show() {
  const state = status();
  const said = state.waiting.length && !state.reason ? "" : words(state);
  place.hidden = !said;
  if (place.querySelector("[data-words]").textContent === said) return;
  place.querySelector("[data-words]").textContent = said;
  heard.textContent = said; // it is always drawn: a region that appears with its words is not read out
  const isGone = !state.waiting.length;
  act("show").hidden = !isGone;
  act("again").hidden = isGone || ["refused", "unclaimed"].includes(state.reason);
  act("sign-in").hidden = state.reason !== "signed-out";
  act("claim").hidden = state.reason !== "unclaimed" || !owner;
  act("drop").hidden = state.reason !== "refused";
}

/** Follows the queue from now on. `tellsSent`: the page shows the diary as it was before what waited was sent. */
export function showWaiting({ tellsSent }) {
  onChange(show);
  onStored(() => {
    if (tellsSent) stored += 1;
  });
  act("again").addEventListener("click", flush);
  act("claim").addEventListener("click", claim);
  act("drop").addEventListener("click", dropRefused);
}
