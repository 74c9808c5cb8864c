/* Fills in the time zone of the device where nobody has chosen one yet. */
import { deviceZone, areSame } from "./lib/zones.js";

const list = document.querySelector("select[name=time_zone]");
const zone = deviceZone();

if (list && zone && !list.value) {
  const offered = [...list.options].find((option) => option.value === zone)
    ?? [...list.options].find((option) => areSame(option.value, zone));
  list.value = (offered ?? list.appendChild(new Option(zone.replaceAll("_", " "), zone))).value;
}
