// Leave quickly: the button, the first link of the page, or Shift pressed three times.
// After GOV.UK's "exit this page"; here the page is also taken out of the history.
import { letGo } from "./held.js";

const PATIENCE = 5000; // milliseconds between one Shift and the next
const PRESSES = 3;

/** Listen for somebody who has to get away from this page. Without this the plain link does it. */
export function watchForLeaving() {
  const button = document.querySelector("[data-leave]");
  if (!button) return;
  const told = document.getElementById("leaving");
  const words = told.dataset;
  let pressed = 0;
  let modified = false; // Shift with another key is typing
  let waiting = 0;

  function leave(event) {
    event?.preventDefault();
    letGo();
    // Covered at once: the next page may take seconds to come.
    document.title = " ";
    document.documentElement.classList.add("left");
    const cover = document.createElement("div");
    cover.className = "left-cover";
    cover.setAttribute("role", "alert");
    document.body.append(cover);
    cover.textContent = words.going;
    location.replace(button.href);
  }

  function count(to) {
    pressed = to;
    button.dataset.pressed = String(to);
    clearTimeout(waiting);
    if (to > 0) waiting = setTimeout(() => forget(words.over), PATIENCE);
  }

  function forget(message) {
    count(0);
    told.textContent = message;
    if (message) waiting = setTimeout(() => (told.textContent = ""), PATIENCE);
  }

  function onKey({ key, shiftKey }) {
    if (key === "Shift" && !modified) {
      count(pressed + 1);
      if (pressed >= PRESSES) return leave();
      told.textContent = pressed === 1 ? words.two : words.one;
    } else if (pressed > 0) {
      forget("");
    }
    modified = shiftKey;
  }

  for (const link of document.querySelectorAll("[data-leave], [data-leave-first]")) link.addEventListener("click", leave);
  document.addEventListener("keyup", onKey, true);
  // Back from the other page, out of the browser's memory: what was said is fetched again, or not.
  addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
}
