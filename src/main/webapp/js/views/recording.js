import { base, taskPath } from '../base.js';
import { h, refill, setShown, setText } from '../dom.js';
import { clock } from '../format.js';
import { request } from '../http.js';
import { backoff, TaskConnection } from '../live/connection.js';
import { advanced, etaOf, progressOf, reconciled } from '../live/progress.js';
import { text } from '../text.js';
import { Follower } from '../transcript/follow.js';
import { lineOf, linesOf, TranscriptView } from '../transcript/view.js';
import { cancelTask, deleteTask, nameOf, retryTask } from './actions.js';
import { ConnectionNote } from './connectionnote.js';
import { details, downloads } from './details.js';
import { notice, sentenceOf } from './notice.js';
import { outcome, reservations } from './outcome.js';
import { ProgressPanel } from './progresspanel.js';
import { StageRail } from './stages.js';

const PARTIAL_AT_MOST_EVERY_MS = 10_000;

/** One recording, from its way to the server until its transcript can be read. */
export class Recording {
  #id;
  #context;
  #task = null;
  #progress = null;
  #connection = null;
  #connectionNote;
  #follower;
  #partialAskedAt = 0;
  #showAsked = false;

  #heading = h('h1', { tabindex: -1 });
  #outcome = h('div', { class: 'notices' });
  #problem = h('div', { class: 'notices' });
  #rail = new StageRail();
  #panel;
  #now;
  #transcript = new TranscriptView();
  #placeholder = h('p', { class: 'muted' });
  #end = h('div');
  #newText = h('button', { type: 'button', class: 'primary new-text', hidden: true }, text.recording.newText);
  #side = h('aside', { class: 'recording-side' });

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
    this.#panel = new ProgressPanel({ ...context, onCancel: () => this.#act(cancelTask) });
    this.#connectionNote = new ConnectionNote(context);
    this.#follower = new Follower({ end: this.#end, button: this.#newText, signal: context.signal });
    this.#now = h('div', { class: 'recording-now', hidden: true },
      this.#panel.element, this.#connectionNote.element);
    this.title = text.title('');
    this.element = h('div', { class: 'page recording' },
      h('div', { class: 'recording-head' },
        h('a', { class: 'back', href: '#/' }, text.recording.back),
        this.#heading, this.#outcome, this.#problem, this.#rail.element),
      this.#now,
      this.#side,
      h('section', { class: 'recording-text', 'aria-label': text.recording.transcript },
        this.#placeholder, this.#transcript.element, this.#end, this.#newText));
    this.#rail.element.hidden = true;
    setText(this.#heading, text.recording.loading);
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
    this.#heading.focus({ preventScroll: true });
  }

  /** Asks for the task until the server answers. */
  async #find() {
    const { signal } = this.#context;
    for (let failures = 0; ; failures += 1) {
      try {
        const task = await request(taskPath(this.#id), { signal });
        this.#problem.replaceChildren();
        return task;
      } catch (problem) {
        if (signal.aborted) {
          return null;
        }
        this.#tell(problem);
        if (!problem.passing) {
          setText(this.#heading, text.library.heading);
          return null;
        }
        await new Promise((resolve) => { setTimeout(resolve, 1_000 + backoff(failures)); });
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
    if (this.#progress.ended !== 'completed' || this.#transcript.empty) {
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
    this.#connectionNote.show(state);
    if (state === 'refused') {
      this.#problem.replaceChildren(notice('warn', text.recording.refused));
      setShown(this.#now, false, this.#heading);
    }
  }

  #receive(message) {
    this.#panel.heard();
    switch (message.type) {
      case 'reset':
        this.#transcript.replaceAll([]);
        this.#follower.shrank();
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

  /** Once the transcript can be read it is the truth, corrections included. */
  #recognised(segment) {
    if (this.#progress.ended === 'completed') {
      return;
    }
    if (this.#transcript.put(lineOf(segment))) {
      setShown(this.#placeholder, false);
      if (!this.#progress.ended) {
        this.#follower.grew();
      }
    }
    if (this.#progress.ended) {
      this.#showSoon();
    }
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
    } else if (this.#connectionNote.state === 'polling') {
      this.#readWhatThereIs();
    }
  }

  #ended({ ended }) {
    if (ended === 'completed') {
      this.#context.announcer.say(text.recording.done);
      this.#readTranscript();
    } else if (ended === 'cancelled') {
      this.#context.announcer.say(text.recording.cancelled);
    } else if (ended === 'failed') {
      this.#context.announcer.alert(this.#progress.error?.user_message ?? text.statuses.failed);
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
    if (Date.now() - this.#partialAskedAt < PARTIAL_AT_MOST_EVERY_MS) {
      return;
    }
    this.#partialAskedAt = Date.now();
    try {
      const transcript = await this.#fetchTranscript({ partial: true });
      linesOf(transcript).forEach((line) => this.#recognised(line));
    } catch {
      // The next poll asks again.
    }
  }

  async #readTranscript() {
    try {
      const transcript = await this.#fetchTranscript({});
      this.#problem.replaceChildren();
      this.#transcript.replaceAll(linesOf(transcript));
      this.#show();
    } catch (problem) {
      if (problem.name !== 'AbortError') {
        const missing = notice('warn', text.recording.transcriptMissing(sentenceOf(problem)));
        missing.append(h('button', { type: 'button', onclick: () => this.#readTranscript() }, text.actions.retry));
        this.#problem.replaceChildren(missing);
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
    const { stage, ended } = this.#progress;
    const name = nameOf(this.#task);
    setText(this.#heading, name);
    this.#context.onTitle(text.title(name));
    this.#rail.show(stage);
    this.#panel.show(this.#progress);
    setShown(this.#rail.element, !ended);
    setShown(this.#now, !ended, this.#heading);
    this.#showOutcome();
    this.#showSide();
    this.#transcript.live = !ended;
    const awaiting = this.#transcript.empty && (!ended || ended === 'completed');
    setShown(this.#placeholder, awaiting);
    setText(this.#placeholder, ended ? text.recording.noText : text.recording.awaitingText);
    if (ended) {
      this.#follower.stop();
    }
  }

  #showOutcome() {
    const { ended, error } = this.#progress;
    const { engine, warnings } = this.#task;
    const kept = this.#transcript.empty ? null : clock(this.#transcript.end);
    refill(this.#outcome, { ended, error, engine, warnings, kept: ended && kept }, () => [
      ...outcome(this.#progress, kept),
      ...reservations(this.#task),
    ]);
  }

  #showSide() {
    const { ended } = this.#progress;
    const readable = ended && !this.#transcript.empty;
    refill(this.#side, { ended, readable, ...this.#task, percentage: 0 }, () => [
      ...(readable ? [downloads(this.#task, ended !== 'completed')] : []),
      details(this.#task),
      ...(ended ? [this.#actions(ended)] : []),
    ]);
  }

  #actions(ended) {
    const button = (label, onclick) => h('button', { type: 'button', onclick }, label);
    return h('div', { class: 'side-actions' },
      ...(ended === 'completed' ? [] : [button(text.actions.retry, () => this.#act(retryTask))]),
      button(text.actions.delete, () => this.#delete()));
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
      this.#problem.replaceChildren();
      this.#refreshTask();
      return answer;
    } catch (problem) {
      this.#tell(problem);
      this.#panel.resumed();
      return undefined;
    }
  }

  #tell(problem) {
    this.#problem.replaceChildren(notice('bad', sentenceOf(problem)));
    this.#context.announcer.alert(sentenceOf(problem));
  }
}
