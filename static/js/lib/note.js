/* A line about what was just done, with its way back: it lies over the top of the page for a few seconds. */

const TIME = 6000;
const note = document.querySelector("[data-note]");
const heard = document.querySelector("[data-heard]");

let closing = 0;

function element(tag, words, more = {}) {
  return Object.assign(document.createElement(tag), { textContent: words, className: "btn plain", ...more });
}

/* Whoever is about to tap "Undo" is not hurried. */
function close() {
  if (note.matches(":hover, :focus-within")) closing = setTimeout(close, TIME);
  else note.replaceChildren();
}

/** Whether a line stands there now. */
export const isOpen = () => note.childElementCount > 0;

/** Says it aloud too. `undo` is what its button does, `details` an address. */
export function say(words, { undo = null, details = "" } = {}) {
  clearTimeout(closing);
  const line = element("p", "", { className: "note success" });
  const acts = element("span", "", { className: "row start" });
  if (details) acts.append(element("a", note.dataset.details, { href: details }));
  if (undo) {
    const button = element("button", note.dataset.undo, { type: "button" });
    button.addEventListener("click", () => {
      button.disabled = true;
      undo();
    }, { once: true });
    acts.append(button);
  }
  line.append(element("span", words, { className: "" }), acts);
  note.replaceChildren(line);
  heard.textContent = words;
  closing = setTimeout(close, TIME);
}
