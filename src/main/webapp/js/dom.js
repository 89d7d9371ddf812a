/**
 * Makes an element. Children are nodes or strings; strings become text, never markup.
 *
 * @param {string} name
 * @param {Record<string, any>} [properties] attributes; those that begin with `on` are listeners,
 *     `true` is an attribute without a value, `false` and `undefined` are left out
 * @param {...(Node|string)} children
 * @returns {HTMLElement}
 */
export function h(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key.startsWith('on')) {
      element.addEventListener(key.slice(2), value);
    } else if (value !== undefined && value !== false) {
      element.setAttribute(key, value === true ? '' : value);
    }
  }
  element.append(...children);
  return element;
}

/** Sets an element's text, and leaves the page alone where nothing changed. */
export function setText(element, content) {
  if (element.textContent !== content) {
    element.textContent = content;
  }
}

/** Sets or, with `undefined`, removes an attribute, where that changes something. */
export function setAttribute(element, name, value) {
  if (value === undefined) {
    element.removeAttribute(name);
  } else if (element.getAttribute(name) !== String(value)) {
    element.setAttribute(name, value);
  }
}

/**
 * Shows or hides an element. A hidden element cannot keep the focus: it goes to `heir`.
 *
 * @param {HTMLElement} element
 * @param {boolean} shown
 * @param {HTMLElement} [heir]
 */
export function setShown(element, shown, heir) {
  if (element.hidden === !shown) {
    return;
  }
  const focused = element.contains(document.activeElement);
  element.hidden = !shown;
  if (focused && !shown) {
    heir?.focus({ preventScroll: true });
  }
}

/**
 * Makes a button that does nothing while it is busy. It stays focusable then: a disabled button would
 * drop the focus.
 *
 * @param {Record<string, any>} properties as for `h`, without `onclick`
 * @param {string} label
 * @param {() => void} onclick
 * @returns {HTMLButtonElement}
 */
export function actionButton(properties, label, onclick) {
  const button = h('button', { type: 'button', ...properties }, label);
  button.addEventListener('click', () => {
    if (button.getAttribute('aria-disabled') !== 'true') {
      onclick();
    }
  });
  return button;
}

/** Tells whether what an action button began is still under way, or cannot begin. */
export function setBusy(button, busy) {
  setAttribute(button, 'aria-disabled', busy ? 'true' : undefined);
}

/**
 * Brings the children of `parent` into the given order and moves only what is out of place, so that
 * focus and scroll position survive.
 *
 * @param {Element} parent
 * @param {Element[]} children
 */
export function arrange(parent, children) {
  const wanted = new Set(children);
  for (const child of [...parent.children]) {
    if (!wanted.has(child)) {
      child.remove();
    }
  }
  let place = parent.firstElementChild;
  for (const child of children) {
    if (child === place) {
      place = place.nextElementSibling;
    } else {
      parent.insertBefore(child, place);
    }
  }
}

const contents = new WeakMap();

/**
 * Fills an element anew, but only where that shows something else, so that focus and selection
 * survive. Where it does, a focus inside goes to `heir`.
 *
 * @param {Element} element
 * @param {any} key JSON that decides what is shown
 * @param {() => Node[]} make the children
 * @param {HTMLElement} [heir]
 */
export function refill(element, key, make, heir) {
  const wanted = JSON.stringify(key);
  if (contents.get(element) !== wanted) {
    const focused = element.contains(document.activeElement);
    contents.set(element, wanted);
    element.replaceChildren(...make());
    if (focused) {
      heir?.focus({ preventScroll: true });
    }
  }
}
