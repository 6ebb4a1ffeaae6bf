// One thing at a time: what was given is kept here until the server has it, and is sent once.
import { focusNow, isChanging, seen, show, showProblem, tell, unshelve } from "./screen.js";

const AGAIN = 2000; // milliseconds until it is tried again
const SLOW = 250; // milliseconds until it is said that it takes time; sooner, saying it takes longer

const newToken = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(18)), (byte) => byte.toString(16).padStart(2, "0")).join("");

/** `line` is the connection, `say` the line that tells how things stand. */
export function submissions(line, say) {
  const saving = document.getElementById("saving");
  let pending = null; // {frame, words, wrong}: given, and not yet acknowledged. In memory only.
  let inFlight = false;
  let slow = 0;

  function tellSaving(message) {
    clearTimeout(slow);
    saving.replaceChildren();
    document.body.classList.toggle("busy", Boolean(message));
    if (!message) return;
    const shown = saving.appendChild(document.createElement("p"));
    shown.className = "saving";
    if (pending.words) shown.appendChild(document.createElement("strong")).textContent = pending.words;
    shown.append(` ${message}`);
  }

  /** Give something to be sent. `words` is what was answered; `wrong` a line for what is wrong. */
  function submit({ kind, step = "", value }, { words = "", wrong = null } = {}) {
    if (pending) return say("Your last answer is not saved yet. Wait until it is.");
    pending = { frame: { token: newToken(), kind, step, value, after: seen() }, words, wrong };
    deliver();
  }

  async function deliver() {
    if (!pending || inFlight) return;
    if (!line.up) return tellSaving("Not saved yet. It is kept here and sent once the connection is back.");
    inFlight = true;
    // Were the page drawn anew before the answer is back, the next question would wait for that.
    slow = setTimeout(tellSaving, SLOW, "Saving…");
    const ack = await line.ask("answer", pending.frame).catch(() => ({ again: true }));
    inFlight = false;
    if (!ack.again) return settle(ack);
    tellSaving("Not saved yet. Trying again.");
    setTimeout(deliver, line.up ? AGAIN : 0);
  }

  async function settle(ack) {
    const { frame, wrong } = pending;
    pending = null;
    tellSaving("");
    const changing = isChanging();
    await show(ack);
    if (ack.refusal) return refuse(ack.refusal, frame, wrong);
    say(frame.kind === "undo" ? "Taken back." : frame.kind === "redo" ? "Put back." : "Saved.");
    if (frame.kind === "tick" || frame.kind === "decide") return;
    // What is asked now may be what was asked before the change: then nothing was sent for it.
    if (changing && isChanging() && !unshelve()) return location.assign("/case#now");
    focusNow({ afterTurn: frame.kind === "answer" || frame.kind === "change" });
  }

  function refuse(refusal, { kind }, wrong) {
    if (wrong) return tell(wrong, refusal.message);
    if (kind === "answer" || kind === "change") showProblem(refusal);
    say(refusal.message);
  }

  return { submit, deliver, get waits() { return pending !== null; } };
}
