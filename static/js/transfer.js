/* Says that a file is being read, while it is, and keeps a second tap from sending it twice. */
const notice = document.querySelector("[data-wait]");

function show() {
  const words = document.createElement("p");
  words.textContent = notice.dataset.wait;
  const bar = document.createElement("progress");
  bar.setAttribute("aria-label", notice.dataset.wait);
  notice.replaceChildren(words, bar);
  notice.scrollIntoView({ block: "nearest" });
}

function settle() {
  notice.replaceChildren();
  for (const form of document.querySelectorAll("form[data-busy]")) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("button")) button.removeAttribute("aria-disabled");
  }
}

for (const form of document.querySelectorAll("form[data-busy]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    for (const button of form.querySelectorAll("button")) button.setAttribute("aria-disabled", "true");
    show();
  });
}

// A page that the browser kept comes back without its wait.
addEventListener("pageshow", (event) => {
  if (event.persisted) settle();
});
