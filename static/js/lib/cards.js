/* Whom to call, in the words of the rules, and what an open sign withdraws from the steps. Words come as data:
   { regions: { code: code that shares its cards }, cards: { code: { rule: card } } }. */

const ORDER = ["emergency", "emergency-later", "urgent", "soon", "routine", "mention"];

/** The rules that these cramps and ticked signs meet, each once. */
export function rulesOf(cramps, ticked = []) {
  const rules = cramps.flatMap((cramp) => [
    ...(cramp.signs ?? []).map((sign) => `sign:${sign}`),
    `muscle:${cramp.muscle}`,
    ...(cramp.easing === false ? ["still-cramping"] : []),
  ]);
  return [...new Set([...rules, ...ticked.map((sign) => `sign:${sign}`)])];
}

/** The cards of a region by their rules; those of somebody who has not said where they live for an unknown one. */
export function cardsOf(words, region) {
  return words.cards[words.regions[region] ?? ""] ?? words.cards[region] ?? {};
}

const height = (level) => ORDER.length - ORDER.indexOf(level);
const levelOf = (card) => ORDER.find((level) => card.classList.contains(level)) ?? "mention";

/* Before the first card that is less urgent: nothing ever stands above an emergency but another. */
function insert(place, card, level) {
  const lower = [...place.children].find((other) => height(levelOf(other)) < height(level));
  place.insertBefore(card, lower ?? null);
}

function drawn(template, rule, told) {
  const card = template.content.cloneNode(true).querySelector(".care");
  card.classList.add(told.level === "emergency-later" ? "urgent" : told.level);
  card.dataset.rule = rule;
  card.setAttribute("role", "alert");
  const unseen = Object.assign(document.createElement("span"), { className: "visually-hidden", textContent: `${told.level_text} ` });
  card.querySelector("h2").append(unseen, told.heading);
  card.querySelector("[data-line]").textContent = told.line;
  card.querySelector("[data-nobody] b").textContent = told.nobody_sees;
  card.querySelector("[data-reviewed]").textContent = told.not_reviewed;
  return card;
}

/** Lets just these cards stand, as [[rule, card], …], beside those that the diary itself has drawn; whether one is new. */
export function showCards(place, template, wanted) {
  const rules = new Set(wanted.map(([rule]) => rule));
  const there = new Map([...place.querySelectorAll("[data-rule]")].map((card) => [card.dataset.rule, card]));
  for (const [rule, card] of there) if (!rules.has(rule)) card.remove();
  const missing = wanted.filter(([rule]) => !there.has(rule));
  for (const [rule, told] of missing) insert(place, drawn(template, rule, told), told.level);
  return missing.length > 0;
}

/** Shows the steps for a muscle, without those that have their reader do what is left out; whether any is left. */
export function showSteps(place, muscle, leftOut) {
  let isAny = false;
  let hasPlace = false;
  for (const section of place.querySelectorAll("[data-muscles]")) {
    const fits = section.dataset.muscles.split(" ").includes(muscle);
    for (const step of section.querySelectorAll("[data-measures]")) {
      step.hidden = step.dataset.measures.split(" ").some((measure) => leftOut.has(measure));
      isAny ||= fits && !step.hidden;
    }
    section.hidden = !fits;
    hasPlace ||= fits;
  }
  place.querySelector("[data-no-steps]").hidden = hasPlace;
  place.querySelector("[data-caution]").hidden = !isAny;
}
