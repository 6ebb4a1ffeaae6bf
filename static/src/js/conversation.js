// The conversation without page loads. Every form here works without this file; this sends the
// same answers over a socket, keeps one that could not be sent, and never sends two at once.
import { io } from "socket.io-client";

/** Make the conversation of a case live. `page` is its main element; `seq` the last entry it shows. */
export function converse(page) {
  const log = document.getElementById("log");
  const question = document.getElementById("question");
  const plan = document.getElementById("plan");
  const danger = document.getElementById("danger");
  const status = document.getElementById("status");
  const PATIENCE = 8000;

  const say = (text) => { status.textContent = text; };

  const newToken = () =>
    Array.from(crypto.getRandomValues(new Uint8Array(18)), (byte) => byte.toString(16).padStart(2, "0")).join("");

  // --- what a form says -----------------------------------------------------------------------

  const ticked = (field) => [...field.querySelectorAll("input:checked")];

  function answerOf(field) {
    const fact = field.dataset.fact;
    if (field.dataset.type === "fixed") return field.value;
    const chosen = ticked(field);
    const alone = chosen.find((input) => input.dataset.alone);
    if (alone) return alone.dataset.alone === "none" ? [] : "unknown";
    switch (field.dataset.type) {
      case "choices":
        return chosen.length ? chosen.map((input) => input.value) : undefined;
      case "periods": {
        const periods = {};
        for (const { dataset, value } of chosen) (periods[dataset.item] ??= []).push(value);
        return chosen.length ? periods : undefined;
      }
      case "whole":
      case "datetime":
        return field.querySelector(".box").value.trim() || undefined;
      default:
        return chosen.find((input) => input.name === fact)?.value;
    }
  }

  function answersOf(form) {
    const value = {};
    for (const field of form.querySelectorAll("[data-fact]")) {
      const answer = answerOf(field);
      if (answer !== undefined) value[field.dataset.fact] = answer;
    }
    return value;
  }

  // "None of these", "I don't know" and the other answers leave one another out.
  document.addEventListener("input", ({ target }) => {
    const field = target.closest?.("[data-fact]");
    if (!field) return;
    const alone = target.dataset.alone;
    if (target.classList.contains("box")) {
      if (target.value) for (const input of field.querySelectorAll("[data-alone]")) input.checked = false;
    } else if (target.checked && (alone || field.querySelector("[data-alone]"))) {
      for (const input of ticked(field)) if (input !== target && (alone || input.dataset.alone)) input.checked = false;
      const box = field.querySelector(".box");
      if (alone && box) box.value = "";
    }
  });

  // --- what is shown --------------------------------------------------------------------------

  let seq = Number(page.dataset.seq);
  let shelved = null; // the question that stands behind one being changed

  function showProblem(form, { message, fact }) {
    for (const field of form.querySelectorAll(".field")) {
      const wrong = field.dataset.fact === fact;
      const line = field.querySelector(".problem");
      field.classList.toggle("wrong", wrong);
      line.hidden = !wrong;
      line.textContent = wrong ? message : "";
      if (wrong) field.setAttribute("aria-describedby", line.id);
      else field.removeAttribute("aria-describedby");
    }
    const field = form.querySelector(".field.wrong");
    const summary = form.querySelector(".summary");
    if (summary) {
      summary.hidden = Boolean(field);
      summary.textContent = field ? "" : message;
    }
    (field?.querySelector("input") ?? form.querySelector("[data-focus]"))?.focus();
  }

  function show(ack) {
    if (ack.log !== undefined) {
      log.setAttribute("aria-live", "off"); // all of it is not news
      log.innerHTML = ack.log;
      setTimeout(() => log.removeAttribute("aria-live"), 100);
    } else if (ack.turn !== undefined) {
      log.insertAdjacentHTML("beforeend", ack.turn);
    }
    if (ack.plan !== undefined) plan.innerHTML = ack.plan;
    if (ack.danger !== undefined) danger.innerHTML = ack.danger;
    if (ack.question !== undefined) {
      shelved = null;
      question.innerHTML = ack.question;
    }
    if (ack.seq !== undefined) {
      seq = ack.seq;
      // Should the socket fail for good, a plain form has to say how far this page has seen.
      for (const input of document.querySelectorAll("input[name=after]")) input.value = seq;
    }
  }

  function focusNow({ afterTurn = false } = {}) {
    const target = question.querySelector("[data-focus]") ?? plan.querySelector("[data-focus]");
    if (!target) return;
    target.focus({ preventScroll: true });
    // Advice to act now is read before the next question.
    const urgent = afterTurn && question.contains(target) && log.lastElementChild?.querySelector(".urgent");
    (urgent || target.closest("form, section")).scrollIntoView({ block: "start" });
  }

  // --- one answer at a time -------------------------------------------------------------------

  let pending = null; // {frame, form, bubble}: given, and not yet acknowledged
  let inFlight = false;
  let connectedOnce = false;

  const socket = io({ transports: ["websocket", "polling"], tryAllTransports: true, timeout: PATIENCE });

  function bubble() {
    const shown = document.createElement("p");
    shown.className = "saving";
    shown.textContent = "Saving…";
    question.append(shown);
    return shown;
  }

  function submit(form) {
    if (pending) return;
    const kind = form.dataset.kind;
    const frame = { token: newToken(), kind, step: form.dataset.step ?? "", after: seq };
    frame.value = kind === "undo" ? {} : answersOf(form);
    pending = { frame, form, bubble: bubble() };
    document.body.classList.add("busy");
    deliver();
  }

  function deliver() {
    if (!pending || inFlight) return;
    if (!socket.connected) {
      pending.bubble.textContent = "Not saved yet. It is kept here and sent once the connection is back.";
      return;
    }
    inFlight = true;
    pending.bubble.textContent = "Saving…";
    socket.timeout(PATIENCE).emit("answer", pending.frame, (error, ack) => {
      inFlight = false;
      if (error || ack.again) {
        pending.bubble.textContent = "Not saved yet. Trying again.";
        setTimeout(deliver, error && !socket.connected ? 0 : 2000);
      } else {
        settle(ack);
      }
    });
  }

  function settle(ack) {
    const { form, frame, bubble: shown } = pending;
    pending = null;
    shown.remove();
    document.body.classList.remove("busy");
    show(ack);
    if (ack.refusal) {
      const here = document.contains(form) && form.classList.contains("question");
      const now = here ? form : question.querySelector("form.question");
      if (now) showProblem(now, here ? ack.refusal : { message: ack.refusal.message });
      else say(ack.refusal.message);
      return;
    }
    say(frame.kind === "answer" ? "Saved." : "Changed.");
    focusNow({ afterTurn: frame.kind !== "undo" });
  }

  // --- what people do -------------------------------------------------------------------------

  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-kind]");
    if (!form) return;
    if (!connectedOnce && !pending) return; // no socket here: the plain form goes
    event.preventDefault();
    submit(form);
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-change], [data-cancel]");
    if (!link || !socket.connected || pending) return;
    event.preventDefault();
    if (link.dataset.cancel !== undefined) {
      if (!shelved) return location.assign("/case#now");
      question.replaceChildren(...shelved);
      shelved = null;
      return focusNow();
    }
    socket.timeout(PATIENCE).emit("change", { number: Number(link.dataset.change) }, (error, ack) => {
      if (error || pending) return;
      if (!ack.ok) return say(ack.refusal.message);
      const behind = shelved ?? [...question.childNodes];
      show(ack);
      shelved = behind;
      focusNow();
    });
  });

  socket.on("connect", () => {
    const again = connectedOnce;
    connectedOnce = true;
    say(again ? "Connected again." : "Connected.");
    if (pending) return deliver();
    socket.timeout(PATIENCE).emit("resume", { after: seq }, (error, ack) => {
      if (!error && ack.ok && !pending && ack.seq !== seq) {
        show(ack);
        focusNow();
      }
    });
  });

  socket.on("disconnect", () => say("No connection. Your next answer is kept here until it is back."));
  socket.on("connect_error", (error) => {
    // A filter may swallow a websocket without a word; then long polling goes first.
    if (!connectedOnce) socket.io.opts.transports = ["polling", "websocket"];
    if (socket.active) say(connectedOnce ? "No connection. Trying again." : "Working without a live connection.");
    else say(error.message);
  });
}
