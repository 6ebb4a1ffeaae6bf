// The case beside the conversation: on a narrow screen the bar opens it over the conversation, and
// while it is open what lies under it cannot be reached.

const WIDE = matchMedia("(min-width: 60rem)");

export function watchBeside() {
  const beside = document.getElementById("beside");
  const talk = document.querySelector(".talk");
  const bar = document.getElementById("bar");
  let open = false;

  function look() {
    const now = location.hash === "#beside" && !WIDE.matches;
    if (now === open) return;
    open = now;
    talk.inert = open;
    bar.inert = open;
    document.documentElement.classList.toggle("covered", open);
    if (open) beside.focus({ preventScroll: true });
    else if (beside.contains(document.activeElement) || document.activeElement === document.body) bar.focus({ preventScroll: true });
  }

  addEventListener("hashchange", look);
  WIDE.addEventListener("change", look);
  document.addEventListener("keydown", ({ key }) => key === "Escape" && open && closeBeside());
  look();
}

/** Close it, where it is open. */
export function closeBeside() {
  if (location.hash === "#beside") location.replace("#now");
}
