// On paper nothing can be opened. The style shows what is folded to a browser that knows `::details-content`;
// any other leaves it out, so it is opened while the page is printed.

const opened = [];

/** Open what is folded for as long as the page is printed. */
export function unfoldOnPaper() {
  addEventListener("beforeprint", () => {
    for (const one of document.querySelectorAll("details:not([open])")) {
      one.open = true;
      opened.push(one);
    }
  });
  addEventListener("afterprint", () => {
    for (const one of opened.splice(0)) one.open = false;
  });
}
