// The first screen: who rings 999 has said that there is danger.

/** Choose that answer where none has been chosen; the style then shows what comes first. */
export function takeRinging() {
  const danger = document.querySelector(".first-danger");
  danger?.addEventListener("click", ({ target }) => {
    if (target.closest(".ring") && !danger.querySelector(":checked")) danger.querySelector("[data-emergency]").checked = true;
  });
}
