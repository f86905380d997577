/** Lets the arrow keys go through the buttons of a list, beside the key Tab. */
export function goByArrows(list) {
  list.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const buttons = Array.from(list.querySelectorAll('li > button'));
    const at = buttons.indexOf(document.activeElement);
    if (step !== undefined && at >= 0) {
      event.preventDefault(); // it would scroll
      buttons[at + step]?.focus();
    }
  });
}
