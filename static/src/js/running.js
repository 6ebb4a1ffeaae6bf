// The range of a score, while its lists are being ticked. Nothing is kept of it.
import { answersOf } from "./answers.js";

const PAUSE = 150; // milliseconds without another tick

export function keepRunning(form, line) {
  let waiting = 0;
  let asked = 0;

  async function ask() {
    const number = ++asked;
    const ack = await line.ask("score", { value: answersOf(form) }).catch(() => null);
    const shown = document.getElementById("score");
    if (shown && ack?.ok && number === asked) shown.innerHTML = ack.score;
  }

  form.addEventListener("input", ({ target }) => {
    const field = target.closest("[data-scored]");
    if (!field || !line.up) return;
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  });
}
