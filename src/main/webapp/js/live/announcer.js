const QUARTERS_AT_MOST_EVERY_MS = 60_000;

/** Says aloud, through two hidden regions, what a sighted person sees at a glance. */
export class Announcer {
  #status;
  #alert;
  #quarter = 0;
  #quarterSaidAt = 0;

  /**
   * @param {HTMLElement} status with `role=status`
   * @param {HTMLElement} alert with `role=alert`
   */
  constructor(status, alert) {
    this.#status = status;
    this.#alert = alert;
  }

  /** Says something when there is a pause. */
  say(sentence) {
    say(this.#status, sentence);
  }

  /** Says something now. */
  alert(sentence) {
    say(this.#alert, sentence);
  }

  /**
   * Says 25, 50 and 75 %, at most once a minute.
   *
   * @param {number} percentage
   * @param {string} sentence
   */
  quarter(percentage, sentence) {
    const quarter = Math.floor(percentage / 25);
    if (quarter <= this.#quarter || quarter > 3) {
      this.#quarter = Math.min(quarter, this.#quarter);
      return;
    }
    if (Date.now() - this.#quarterSaidAt >= QUARTERS_AT_MOST_EVERY_MS) {
      this.#quarter = quarter;
      this.#quarterSaidAt = Date.now();
      this.say(sentence);
    }
  }
}

/** A region is read out when it changes, so the same sentence twice is emptied first. */
function say(region, sentence) {
  region.textContent = '';
  requestAnimationFrame(() => {
    region.textContent = sentence;
  });
}
