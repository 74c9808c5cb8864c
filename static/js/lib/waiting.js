/* Says what waits on this device, and why; offers what can be done about it. */
import { claim, drop, flush, onChange, status } from "./queue.js";

const place = document.querySelector("[data-waiting]");
const account = document.body.dataset.account ?? "";
const button = (name) => place.querySelector(`button[data-${name}]`);

function words({ waiting, reason, told }) {
  const { one, many, sending, ...why } = place.dataset;
  const count = waiting.length === 1 ? one : many.replace("{count}", waiting.length);
  const because = reason === "signed-out" ? why.signedOut : why[reason] ?? sending;
  return `${count} ${because.replace("{reason}", told)}`;
}

function show() {
  const state = status();
  const isRefused = state.reason === "refused";
  place.hidden = state.waiting.length === 0 || state.reason === "";
  if (place.hidden) return;
  place.querySelector("[data-words]").textContent = words(state);
  button("again").hidden = isRefused || state.reason === "unclaimed";
  button("claim").hidden = state.reason !== "unclaimed" || !account;
  button("drop").hidden = !isRefused;
}

/** Follows the queue from now on. */
export function showWaiting() {
  onChange(show);
  button("again").addEventListener("click", flush);
  button("claim").addEventListener("click", () => claim(account));
  button("drop").addEventListener("click", () => drop(status().waiting.filter(({ tried }) => tried).map(({ key }) => key)));
  show();
}
