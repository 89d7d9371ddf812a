import { setShown } from '../dom.js';

/** So near to the end of the text still counts as being at the end, in pixels. */
const NEAR = 48;

const UPWARD_KEYS = ['ArrowUp', 'PageUp', 'Home'];

const calm = matchMedia('(prefers-reduced-motion: reduce)');

/**
 * Keeps the end of a growing text in sight, unless the person scrolled up to read; then a button
 * tells that there is new text, and leads to it.
 */
export class Follower {
  #end;
  #button;
  #following = true;
  #asked = false;
  #lastTop = scrollY;

  /**
   * @param {object} options
   * @param {HTMLElement} options.end an element right after the text
   * @param {HTMLButtonElement} options.button
   * @param {AbortSignal} options.signal ends it
   */
  constructor({ end, button, signal }) {
    this.#end = end;
    this.#button = button;
    const listening = { signal, passive: true };
    window.addEventListener('scroll', () => this.#scrolled(), listening);
    window.addEventListener('wheel', (event) => this.#meant(event.deltaY < 0), listening);
    window.addEventListener('keydown', (event) => this.#meant(UPWARD_KEYS.includes(event.key)), listening);
    button.addEventListener('click', () => {
      this.#following = true;
      setShown(button, false, document.querySelector('h1'));
      this.#toEnd();
    });
  }

  /** The text grew at its end. */
  grew() {
    if (!this.#following) {
      setShown(this.#button, true);
    } else if (!this.#asked) {
      this.#asked = true;
      requestAnimationFrame(() => {
        this.#asked = false;
        this.#toEnd();
      });
    }
  }

  /** The text became shorter by itself: what scrolls up now is the page, not the person. */
  shrank() {
    this.#lastTop = 0;
  }

  /** No more text comes. */
  stop() {
    setShown(this.#button, false, document.querySelector('h1'));
  }

  /** Stops at once: a smooth scroll of the page would win over the person's own. */
  #meant(upward) {
    if (upward && scrollY > 0) {
      this.#following = false;
    }
  }

  #scrolled() {
    if (scrollY < this.#lastTop) {
      this.#following = false;
    } else if (this.#below() <= NEAR) {
      this.#following = true;
      setShown(this.#button, false, document.querySelector('h1'));
    }
    this.#lastTop = scrollY;
  }

  #toEnd() {
    const below = this.#below();
    if (this.#following && below > 0) {
      const far = below > innerHeight;
      scrollBy({ top: below + NEAR / 2, behavior: far || calm.matches ? 'instant' : 'smooth' });
    }
  }

  /** How far the end of the text is below the window, in pixels. */
  #below() {
    return this.#end.getBoundingClientRect().bottom - innerHeight;
  }
}
