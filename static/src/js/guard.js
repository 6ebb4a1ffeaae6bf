// Before a box of words is sent they are looked through, once, for what may show who somebody is.
// What looks is fetched when somebody goes to such a box: most people never do.
// A box is one that has `data-guarded`; its value is that of the button that sends it, or nothing.

let loading = null;
let failed = 0;

/** What deals with words. A browser may remember that it could not be fetched: then it is asked for by another name. */
export const words = () =>
  (loading ??= import(document.getElementById("guard").dataset.script + (failed ? `?${failed}` : "")).catch((error) => {
    loading = null;
    failed += 1;
    throw error;
  }));

const wordsOf = (form) => [...form.elements].filter(({ dataset, value }) => dataset.guarded !== undefined && value.trim());

/** Hold back what is sent on this page until it was looked through. */
export function guard() {
  if (!document.getElementById("guard")) return;
  let warning = null;
  let pressed = null;
  let letGo = false;
  const load = async () => (warning ??= await words());
  const isSent = ({ dataset }) => !dataset.guarded || !pressed || dataset.guarded === pressed.value;

  async function hold(form, button) {
    await load().catch(() => (letGo = true));
    (button ?? form.querySelector("button")).click();
    letGo = false;
  }

  document.addEventListener("focusin", ({ target }) => target.dataset.guarded !== undefined && load().catch(() => {}));
  document.addEventListener(
    "submit",
    (event) => {
      pressed = event.submitter;
      const boxes = wordsOf(event.target).filter(isSent);
      if (!boxes.length || letGo || warning?.passes(boxes, pressed)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (!warning) hold(event.target, pressed);
    },
    true,
  );
  // A plain form sends every box: those that this button does not send stay here, and the server is
  // told of what it need not ask again.
  document.addEventListener("formdata", ({ target, formData }) => {
    for (const box of wordsOf(target)) {
      if (!isSent(box)) formData.delete(box.name);
      else if (warning?.wasTold(box)) formData.set(`told ${box.name}`, box.value);
    }
  });
}
