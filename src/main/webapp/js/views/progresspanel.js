import { actionButton, h, setBusy, setShown, setText } from '../dom.js';
import { etaOf } from '../live/progress.js';
import { text } from '../text.js';

const SILENT_AFTER_MS = 20_000;

/** How far a task is: a sentence, a bar, and the button that stops it. */
export class ProgressPanel {
  #announcer;
  #progress = null;
  #heardAt = Date.now();
  #sentence = h('p');
  #bar = h('progress', { max: 100, 'aria-label': text.recording.bar });
  #cancel;

  /**
   * @param {object} options
   * @param {import('../live/announcer.js').Announcer} options.announcer
   * @param {() => void} options.onCancel
   * @param {AbortSignal} options.signal ends it
   */
  constructor({ announcer, onCancel, signal }) {
    this.#announcer = announcer;
    this.#cancel = actionButton({}, text.actions.cancel, () => {
      this.#cancelling(true);
      onCancel();
    });
    this.element = h('div', { class: 'progress-panel' },
      h('div', { class: 'progress-line' }, this.#sentence, this.#cancel), this.#bar);
    const timer = setInterval(() => this.#tell(), SILENT_AFTER_MS / 4);
    signal.addEventListener('abort', () => clearInterval(timer));
  }

  /** @param {import('../live/progress.js').Progress} progress */
  show(progress) {
    const before = this.#progress;
    this.#progress = progress;
    if (progress.attempt !== before?.attempt) {
      this.#cancelling(false);
    }
    this.#bar.value = progress.percentage;
    setShown(this.#bar, progress.stage !== 'queued');
    this.#tell();
    if (before && before.stage !== progress.stage && !progress.ended) {
      this.#announcer.say(stageOf(progress));
    } else if (!progress.ended && progress.stage !== 'queued') {
      this.#announcer.quarter(progress.percentage, stageOf(progress));
    }
  }

  /** Something was heard of the task: it is alive. */
  heard() {
    this.#heardAt = Date.now();
  }

  /** The task could not be cancelled. */
  resumed() {
    this.#cancelling(false);
  }

  #cancelling(cancelling) {
    setBusy(this.#cancel, cancelling);
    setText(this.#cancel, cancelling ? text.recording.cancelling : text.actions.cancel);
  }

  #tell() {
    if (this.#progress) {
      setText(this.#sentence, this.#said(this.#progress));
    }
  }

  #said(progress) {
    if (progress.stage === 'queued') {
      return progress.queuePosition
        ? text.recording.queuePosition(progress.queuePosition)
        : progress.message || text.recording.queued;
    }
    const silent = Date.now() - this.#heardAt >= SILENT_AFTER_MS;
    const eta = etaOf(progress);
    const rest = silent ? text.recording.silent : eta === null ? '' : text.eta(eta);
    return rest ? `${stageOf(progress)}, ${rest}` : stageOf(progress);
  }
}

function stageOf({ stage, percentage }) {
  const name = text.stages[stage] ?? stage;
  return stage === 'queued' ? name : text.withPercentage(name, percentage);
}
