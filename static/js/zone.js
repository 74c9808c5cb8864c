/* Shows the offer to switch where the device is in another time zone than the diary. */
import { areSame, deviceZone } from "./lib/zones.js";

const KEPT = "zone-kept";
const offer = document.querySelector("[data-zone]");
const zone = deviceZone();

function recall() {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null; // storage is switched off: the offer comes back on the next visit
  }
}

function remember() {
  try {
    localStorage.setItem(KEPT, zone);
  } catch {
    return;
  }
}

if (offer && zone && !areSame(zone, offer.dataset.zone) && recall() !== zone) {
  for (const place of offer.querySelectorAll("[data-device-zone]")) place.textContent = zone.replaceAll("_", " ");
  offer.querySelector("[name=time_zone]").value = zone;
  offer.hidden = false;
  offer.querySelector("[data-keep]").addEventListener("click", () => {
    remember();
    offer.hidden = true;
  });
}
