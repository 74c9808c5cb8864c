/* The form of a cramp: the clock of the device, one submission only, glasses in millilitres. Works without. */
import { joinFigure } from "./lib/body.js";
import { areSame, deviceZone } from "./lib/zones.js";
import { offsetOf } from "./lib/wall.js";

const ML_PER_GLASS = 250;
const ML_PER_OUNCE = 29.5735;

const form = document.querySelector("form.log");
const inputs = form.elements;
const button = form.querySelector(".save button");
const note = document.querySelector("[data-preferred-zone]");
const offline = document.querySelector("[data-offline]");
const device = deviceZone();
const preferred = note.dataset.preferredZone;
const isNew = "isNew" in note.dataset;
const isHome = areSame(device, preferred);

function isoToday() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

function fillClock() {
  inputs.zone.value = isHome ? preferred : device;
  inputs.offset.value = offsetOf(inputs.date.value || isoToday(), inputs.time.value, Date.now());
}

function setSending(isSending) {
  form.toggleAttribute("data-sending", isSending);
  button.setAttribute("aria-disabled", String(isSending));
}

function showVolume() {
  const place = form.querySelector("[data-volume]");
  const millilitres = Number(inputs.fluids.value) * ML_PER_GLASS;
  const words = { ml: millilitres, oz: Math.round(millilitres / ML_PER_OUNCE) };
  place.textContent = millilitres > 0 ? place.dataset.volume.replace(/\{(\w+)\}/g, (_, unit) => words[unit].toLocaleString()) : "";
}

/* What a chip has opened may lie below the button that stays in sight. Whoever walks through the chips with the
   keyboard stays on them. */
function bringIntoSight(chip) {
  const panel = chip.labels[0]?.nextElementSibling;
  if (!panel?.classList.contains("reveal")) return;
  if (!chip.matches(":focus-visible")) panel.querySelector("input.form-control")?.focus({ preventScroll: true });
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  panel.scrollIntoView({ block: "nearest", behavior: isCalm ? "instant" : "smooth" });
}

form.addEventListener("change", ({ target }) => {
  if (target.name === "when" || target.name === "length") bringIntoSight(target);
});

form.addEventListener("submit", (event) => {
  if (form.hasAttribute("data-sending")) {
    event.preventDefault();
    return;
  }
  offline.hidden = navigator.onLine;
  if (!navigator.onLine) {
    event.preventDefault(); // the browser would leave the page, and its answers with it
    return;
  }
  fillClock();
  setSending(true);
});

// Back in the history the page comes as it was left: the next cramp is another one.
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  if (isNew && crypto.randomUUID) inputs.uuid.value = crypto.randomUUID();
  setSending(false);
});

joinFigure(form);
inputs.fluids.addEventListener("input", showVolume);
showVolume();
if (isNew && !isHome && device) {
  note.querySelector("[data-device-zone]").textContent = device.replaceAll("_", " ");
  note.hidden = false;
}
form.querySelector(".alert-danger")?.focus();
