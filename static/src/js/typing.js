// What is typed in words: the server says what it takes it for; the form takes an answer.
import { answersOf, fieldsOf, fill } from "./answers.js";
import { focusNow, showCard, tell } from "./screen.js";

const box = document.getElementById("typed");
const problem = document.getElementById("problem-typed");
const hints = document.getElementById("hints");

/** Say what may be better put; the hints of the server, or none. */
export const hint = (html = "") => (hints.innerHTML = html);

function refuse(message) {
  tell(problem, message);
  box.toggleAttribute("aria-invalid", Boolean(message));
}

/**
 * Read what was typed, only `as` that if it says so. An answer is put into the form: this ends in the
 * answers once all are there. Anything else is shown as a card.
 */
export async function takeTyped(form, line, say, text, as) {
  const facts = form.elements.kind?.value === "event" ? [] : fieldsOf(form).map(({ dataset }) => dataset.fact);
  const done = facts.length > 1 ? Object.keys(answersOf(form)) : [];
  if (!line.up) return refuse("There is no connection, so this cannot be read now. The buttons above still work.");
  const ack = await line.ask("typed", { text, facts, done, as }).catch(() => null);
  if (!ack) return refuse("That could not be read just now. Try again.");
  hint(ack.hints);
  refuse(ack.took ? "" : ack.refusal.message);
  if (!ack.took) return undefined;
  box.value = ack.ok ? "" : text;
  const field = fieldsOf(form).find(({ dataset }) => dataset.fact === ack.fact);
  if (!field) {
    showCard(ack.box);
    focusNow();
    return undefined;
  }
  fill(field, ack.answer);
  const value = { ...answersOf(form), [ack.fact]: ack.answer };
  if (fieldsOf(form).every(({ dataset }) => dataset.fact in value)) return { value, words: ack.words, card: ack.box };
  showCard(ack.box);
  say(`Taken as your answer. ${ack.short}: ${ack.words}`);
  field.scrollIntoView({ block: "nearest" });
  return undefined;
}

/** What was wrong with what was typed is no longer so once somebody types on. */
box?.addEventListener("input", () => refuse(""));
