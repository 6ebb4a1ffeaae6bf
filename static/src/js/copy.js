// A button that copies what a box holds. Where the browser cannot do it, there is no button.

export function offerCopies() {
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll("[data-copy]")) {
    const box = document.getElementById(button.dataset.copy);
    const words = button.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(box.value);
      } catch {
        box.select(); // to be copied by hand
        return;
      }
      button.textContent = button.dataset.copied;
      setTimeout(() => (button.textContent = words), 4000);
    });
  }
}
