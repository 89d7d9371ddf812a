import { h, setText } from '../dom.js';
import { text } from '../text.js';

const SHOWN_AFTER_MS = 2_000;
const SAID_AFTER_MS = 5_000;

/** Tells, calmly, when news of the task do not arrive as they should. */
export class ConnectionNote {
  #announcer;
  #timers = [];
  #said = false;

  /**
   * @param {object} options
   * @param {import('../live/announcer.js').Announcer} options.announcer
   * @param {AbortSignal} options.signal ends it
   */
  constructor({ announcer, signal }) {
    this.#announcer = announcer;
    this.element = h('p', { class: 'connection-note' });
    signal.addEventListener('abort', () => this.#forget());
  }

  /** @param {string} state of a `TaskConnection` */
  show(state) {
    this.#forget();
    if (state === 'open') {
      setText(this.element, '');
      if (this.#said) {
        this.#announcer.say(text.recording.restored);
        this.#said = false;
      }
    } else if (state === 'polling') {
      setText(this.element, text.recording.polling);
    } else if (state === 'connecting' || state === 'retrying') {
      this.#later(SHOWN_AFTER_MS, () => setText(this.element, text.recording.lost));
      this.#later(SAID_AFTER_MS, () => {
        this.#said = true;
        this.#announcer.say(text.recording.lost);
      });
    }
  }

  #later(delay, task) {
    this.#timers.push(setTimeout(task, delay));
  }

  #forget() {
    this.#timers.forEach(clearTimeout);
    this.#timers = [];
  }
}
