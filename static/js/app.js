/* On every page of somebody who is signed in, and on the shell: the service worker, and what waits to be sent. */
import { dropFacts, fact, keepFact } from "./lib/kept.js";
import { flush, look, onStored, status } from "./lib/queue.js";
import { showWaiting } from "./lib/waiting.js";

const AGAIN = 30_000;
const JUST_OPENED = 5_000;
const { account, region } = document.body.dataset;
const { worker, leaving: warning } = document.querySelector("[data-waiting]").dataset;
const leaving = document.querySelector("form[data-sign-out]");
const isNow = document.body.classList.contains("now"); // it follows the queue by itself
const opened = Date.now();

let isTouched = false;

/* Facts of one account are not for the next. */
async function remember() {
  if (!account) return;
  if ((await fact("account")) !== account) await dropFacts();
  await keepFact("account", account);
  await keepFact("region", region ?? "");
}

/* For the shell, which has no cookie to go by. The page of a running cramp may be dim without a choice. */
function keepLook() {
  if (isNow) return;
  try {
    localStorage.setItem("look", document.documentElement.dataset.mood ?? "");
  } catch {
    // storage is switched off
  }
}

async function start() {
  await remember();
  await look();
  if (!status().waiting.length) return;
  let hasSent = false;
  onStored(() => {
    hasSent = true;
  });
  await flush();
  // The page was drawn before what waited had arrived: the flag on it may be older than what was ticked.
  if (hasSent && account && !isNow && !isTouched && Date.now() - opened < JUST_OPENED) location.reload();
  if (leaving && status().waiting.length) {
    const line = leaving.querySelector("[data-warning]");
    line.textContent = warning;
    line.hidden = false;
  }
}

function tryAgain() {
  if (status().waiting.length && !document.hidden) flush();
}

leaving?.addEventListener("submit", (event) => {
  event.preventDefault();
  dropFacts().finally(() => leaving.submit());
});

keepLook();
if (window.indexedDB) {
  for (const touch of ["pointerdown", "keydown"]) {
    addEventListener(touch, () => {
      isTouched = true;
    }, { once: true });
  }
  showWaiting({ tellsSent: Boolean(account) && !isNow });
  start().catch(() => {}); // storage is switched off: the site works without it
  addEventListener("online", tryAgain);
  document.addEventListener("visibilitychange", tryAgain);
  setInterval(tryAgain, AGAIN);
}
if (navigator.serviceWorker) {
  addEventListener("load", () => navigator.serviceWorker.register(worker).catch(() => {})); // not over plain HTTP
}
