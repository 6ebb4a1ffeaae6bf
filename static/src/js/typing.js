// An answer typed in words: the server reads it, the form takes it, and the last one sends it.
import { answersOf, fieldsOf, fill } from "./answers.js";
import { tell } from "./screen.js";

const box = document.getElementById("typed");
const problem = document.getElementById("problem-typed");
const hints = document.getElementById("hints");

/** Say what may be better put; the hints of the server, or none. */
export const hint = (html = "") => (hints.innerHTML = html);

function refuse(message) {
  tell(problem, message);
  box.toggleAttribute("aria-invalid", Boolean(message));
}

/** Read what is typed and put it into the form. Ends in the answers once all are there. */
export async function takeTyped(form, line, say) {
  const facts = fieldsOf(form).map(({ dataset }) => dataset.fact);
  const done = facts.length > 1 ? Object.keys(answersOf(form)) : [];
  if (!line.up) return refuse("There is no connection, so this cannot be read now. The buttons above still work.");
  const ack = await line.ask("typed", { text: box.value, facts, done }).catch(() => null);
  if (!ack) return refuse("That could not be read just now. Try again.");
  hint(ack.hints);
  if (!ack.ok) return refuse(ack.refusal.message);
  refuse("");
  box.value = "";
  const field = fieldsOf(form).find(({ dataset }) => dataset.fact === ack.fact);
  if (!field) return undefined; // the question has gone in between
  fill(field, ack.answer);
  say(`${ack.short}: ${ack.words}`);
  field.scrollIntoView({ block: "nearest" });
  const value = { ...answersOf(form), [ack.fact]: ack.answer };
  return fieldsOf(form).every(({ dataset }) => dataset.fact in value) ? { value, words: ack.words } : undefined;
}

/** What was wrong with what was typed is no longer so once somebody types on. */
box?.addEventListener("input", () => refuse(""));
