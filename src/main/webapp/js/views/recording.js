import { base, taskPath } from '../base.js';
import { request } from '../http.js';
import { backoff, TaskConnection } from '../live/connection.js';
import { advanced, progressOf, reconciled } from '../live/progress.js';
import { text } from '../text.js';
import { lineOf, linesOf } from '../transcript/view.js';
import { cancelTask, deleteTask, nameOf, retryTask } from './actions.js';
import { RecordingPage } from './recordingpage.js';

const PARTIAL_EVERY_MS = 10_000;

/** A text that takes long to read is read less often: after this many times as long. */
const PARTIAL_EVERY_READINGS = 10;

/** One recording, from its way to the server until its transcript can be read. */
export class Recording {
  #id;
  #context;
  #task = null;
  #progress = null;
  #connection = null;
  #read = false;
  #partialDueAt = 0;
  #showAsked = false;
  #page;

  /**
   * @param {string} id of the task
   * @param {object} context
   * @param {import('../live/announcer.js').Announcer} context.announcer
   * @param {() => void} context.onGone the task was deleted here
   * @param {(title: string) => void} context.onTitle the name became known
   * @param {AbortSignal} context.signal the view is left
   */
  constructor(id, context) {
    this.#id = id;
    this.#context = context;
    this.#page = new RecordingPage(context, {
      onCancel: () => this.#act(cancelTask),
      onRetry: () => this.#act(retryTask),
      onDelete: () => this.#delete(),
    });
    this.title = text.title('');
    this.element = this.#page.element;
  }

  /** Begins, and comes back when the task is known, or is known not to be there. */
  async open() {
    const task = await this.#find();
    if (task) {
      this.#adopt(task);
      if (this.#progress.ended === 'completed') {
        await this.#readTranscript();
      }
      await this.#watch();
    }
  }

  /** Takes the focus. */
  focus() {
    this.#page.focus();
  }

  /** Asks for the task until the server answers. */
  async #find() {
    const { signal } = this.#context;
    for (let failures = 0; ; failures += 1) {
      try {
        const task = await request(taskPath(this.#id), { signal });
        this.#page.allIsWell();
        return task;
      } catch (problem) {
        if (signal.aborted) {
          return null;
        }
        if (failures === 0) {
          this.#context.announcer.alert(problem.message);
        }
        this.#page.tell(problem);
        if (!problem.passing) {
          return null;
        }
        await new Promise((resolve) => { setTimeout(resolve, backoff(failures)); });
      }
    }
  }

  async #watch() {
    const { signal } = this.#context;
    const since = await this.#seenAlready();
    if (signal.aborted) {
      return;
    }
    this.#connection = new TaskConnection({
      base,
      taskId: this.#id,
      since,
      onMessage: (message) => this.#receive(message),
      onState: (state) => this.#connected(state),
    });
    signal.addEventListener('abort', () => this.#connection.close());
    this.#connection.open();
  }

  /** Where the transcript is read already, its segments need not be told again. */
  async #seenAlready() {
    if (!this.#read) {
      return 0;
    }
    try {
      const newest = await request(taskPath(this.#id, '/progress'), { signal: this.#context.signal });
      return newest?.seq ?? 0;
    } catch {
      return 0;
    }
  }

  #connected(state) {
    this.#page.connectionNote.show(state);
    if (state === 'refused') {
      this.#page.tellRefused();
    } else if (state === 'open' || state === 'polling') {
      this.#catchUp();
    }
  }

  /** The server is back: what could not be read while it was away is read now. */
  #catchUp() {
    if (this.#progress.ended === 'completed' && !this.#read) {
      this.#readTranscript();
    } else {
      this.#readWhatThereIs();
    }
  }

  #receive(message) {
    this.#page.panel.heard();
    switch (message.type) {
      case 'reset':
        this.#page.transcript.replaceAll([]);
        this.#page.follower.shrank();
        this.#read = false;
        this.#progress = progressOf({});
        break;
      case 'segment':
        this.#recognised(message);
        break;
      case 'edited':
        if (this.#progress.ended) {
          this.#readTranscript();
        }
        break;
      case 'progress':
      case 'error':
        this.#move(advanced(this.#progress, message));
        break;
      default:
    }
  }

  /** Once the whole transcript is read it is the truth, corrections included. */
  #recognised(segment) {
    if (this.#read) {
      return;
    }
    const isNew = this.#page.transcript.put(lineOf(segment));
    if (isNew && !this.#progress.ended) {
      this.#page.follower.grew();
    }
    this.#showSoon();
  }

  #move(progress) {
    const before = this.#progress;
    this.#progress = progress;
    this.#show();
    if (progress.stage !== before.stage || progress.attempt !== before.attempt
        || progress.ended !== before.ended) {
      this.#refreshTask();
    }
    if (progress.ended !== before.ended) {
      this.#ended(progress);
    } else {
      this.#readWhatThereIs();
    }
  }

  /** It ended, or began anew. */
  #ended({ ended }) {
    this.#read = false;
    this.#partialDueAt = 0;
    if (ended === 'completed') {
      this.#context.announcer.say(text.recording.done);
      this.#readTranscript();
    } else if (ended === 'cancelled') {
      this.#context.announcer.say(text.recording.cancelled);
      this.#readWhatThereIs();
    } else if (ended === 'failed') {
      this.#context.announcer.alert(this.#progress.error?.user_message ?? text.statuses.failed);
      this.#readWhatThereIs();
    }
  }

  async #refreshTask() {
    try {
      this.#adopt(await request(taskPath(this.#id), { signal: this.#context.signal }));
    } catch {
      // What the page shows is older, not wrong; the next message asks again.
    }
  }

  #adopt(task) {
    this.#task = task;
    if (this.#progress === null) {
      this.#progress = progressOf(task);
      this.#show();
    } else {
      const before = this.#progress;
      this.#progress = reconciled(before, task);
      this.#show();
      if (this.#progress.ended !== before.ended) {
        this.#ended(this.#progress);
      }
    }
  }

  /** Without the socket no segments come: the text so far is read instead. */
  async #readWhatThereIs() {
    const asked = Date.now();
    if (this.#connection?.state !== 'polling' || this.#read || asked < this.#partialDueAt) {
      return;
    }
    this.#partialDueAt = Infinity;
    try {
      const transcript = await this.#fetchTranscript({ partial: true });
      linesOf(transcript).forEach((line) => this.#recognised(line));
    } catch {
      // The next poll asks again.
    }
    const took = Date.now() - asked;
    this.#partialDueAt = asked + Math.max(PARTIAL_EVERY_MS, took * PARTIAL_EVERY_READINGS);
  }

  async #readTranscript() {
    try {
      const transcript = await this.#fetchTranscript({});
      this.#page.allIsWell();
      this.#page.transcript.replaceAll(linesOf(transcript));
      this.#read = true;
      this.#show();
    } catch (problem) {
      if (problem.name !== 'AbortError') {
        this.#page.tellMissing(problem, () => this.#readTranscript());
      }
    }
  }

  #fetchTranscript(query) {
    const { signal } = this.#context;
    return request(taskPath(this.#id, '/transcript'), { query: { format: 'json', ...query }, signal });
  }

  /** Many segments may come at once. */
  #showSoon() {
    if (!this.#showAsked) {
      this.#showAsked = true;
      requestAnimationFrame(() => {
        this.#showAsked = false;
        this.#show();
      });
    }
  }

  #show() {
    this.#context.onTitle(text.title(nameOf(this.#task)));
    this.#page.show(this.#task, this.#progress, this.#read);
  }

  async #delete() {
    if (await this.#act(deleteTask)) {
      this.#context.onGone();
    }
  }

  /** Does something with the task; comes back with what that answers, or with nothing. */
  async #act(action) {
    try {
      const answer = await action(this.#task);
      this.#page.allIsWell();
      this.#refreshTask();
      this.#connection?.wake();
      return answer;
    } catch (problem) {
      this.#context.announcer.alert(problem.message);
      this.#page.tell(problem);
      this.#page.panel.resumed();
      return undefined;
    }
  }
}
