// Says once, beside a box, which of its words may show who somebody is, and what to write instead.
// Nothing is refused: the same text goes the second time.
import { find } from "./identifiers.js";

export { boxes } from "./box.js";
export { find };

const told = new Map(); // by the name of a box: the last text of which it was said
let shown = null;

/** It was said of this text. */
export const wasTold = ({ name, value }) => told.get(name) === value.trim();

function clear() {
  shown?.box.remove();
  const { field, described } = shown ?? {};
  if (described) field.setAttribute("aria-describedby", described);
  else field?.removeAttribute("aria-describedby");
  shown = null;
}

function warn(field, found, pressed) {
  const box = document.getElementById("guard").content.firstElementChild.cloneNode(true);
  for (const line of box.querySelectorAll("[data-kind]")) {
    const words = found.filter(({ kind }) => kind === line.dataset.kind).map(({ words }) => `“${words}”`);
    if (words.length) line.firstElementChild.textContent = words.join(", ");
    else line.remove();
  }
  const [change, send] = box.querySelectorAll("button");
  change.addEventListener("click", () => {
    const at = field.value.indexOf(found[0].words);
    field.focus();
    field.setSelectionRange(at, at + found[0].words.length);
  });
  send.addEventListener("click", () => {
    clear();
    // Drawn anew since, the button is another one.
    const there = pressed?.isConnected ? pressed : [...field.form.elements].find(({ type, value }) => type === "submit" && value === (pressed?.value ?? value));
    there.click();
  });
  field.addEventListener("input", clear, { once: true });
  const described = field.getAttribute("aria-describedby");
  shown = { box, field, described };
  (field.closest(".row") ?? field).after(box);
  field.setAttribute("aria-describedby", `${described ?? ""} guarded`.trim());
  change.focus({ preventScroll: true });
  for (const part of [box, change]) part.scrollIntoView({ block: "nearest" });
}

/** Whether these boxes may be sent. If not, it is said why. `pressed` is the button that sends them. */
export function passes(fields, pressed) {
  clear();
  for (const field of fields) {
    const found = wasTold(field) ? [] : find(field.value);
    if (!found.length) continue;
    told.set(field.name, field.value.trim());
    warn(field, found, pressed);
    return false;
  }
  return true;
}
