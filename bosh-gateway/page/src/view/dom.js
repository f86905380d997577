/** Building and finding elements. What others wrote becomes text nodes and nothing else. */

/** Whether the user points with a finger; then a field that has the focus brings up a keyboard over the page. */
export const BY_FINGER = matchMedia('(pointer: coarse)');

/** The element of the page with that id. */
export function byId(id) {
  const element = document.getElementById(id);
  if (element === null) {
    throw new Error(`the page has no #${id}`);
  }
  return element;
}

/**
 * A new element.
 *
 * @param {string} name
 * @param {Object<string, string>} attributes
 * @param {...(Node|string)} content
 */
export function make(name, attributes = {}, ...content) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    element.setAttribute(key, value);
  }
  element.append(...content);
  return element;
}

/** Text that only screen readers tell. */
export function spoken(text) {
  return make('span', { class: 'hidden' }, text);
}

/** Sets an element's text, if it is another: so that nothing is read aloud twice. */
export function setText(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** Shows a problem at its place; none hides it. */
export function setProblem(element, text) {
  setText(element, text);
  element.hidden = text === '';
}

/**
 * Makes a list's children those of the keys, in order. An element of a key that was there before is kept, with the focus
 * in it.
 *
 * @param {HTMLElement} list
 * @param {Array<{key: string}>} values
 * @param {(value: object) => HTMLElement} create makes an element
 * @param {(element: HTMLElement, value: object) => void} update brings it up to date
 */
export function reconcile(list, values, create, update) {
  const before = new Map(Array.from(list.children, (it) => [it.dataset.key, it]));
  values.forEach((value, index) => {
    const element = before.get(value.key) ?? create(value);
    before.delete(value.key);
    element.dataset.key = value.key;
    update(element, value);
    if (list.children[index] !== element) {
      moveTo(list, element, list.children[index] ?? null);
    }
  });
  before.forEach((element) => element.remove());
}

function moveTo(list, element, next) {
  const focused = element.contains(document.activeElement) ? document.activeElement : null;
  list.insertBefore(element, next);
  focused?.focus({ preventScroll: true });
}
