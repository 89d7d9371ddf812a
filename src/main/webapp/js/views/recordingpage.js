import { h, refill, setShown, setText } from '../dom.js';
import { clock } from '../format.js';
import { text } from '../text.js';
import { Follower } from '../transcript/follow.js';
import { TranscriptView } from '../transcript/view.js';
import { nameOf } from './actions.js';
import { ConnectionNote } from './connectionnote.js';
import { details, downloads } from './details.js';
import { notice, sentenceOf } from './notice.js';
import { outcome, reservations } from './outcome.js';
import { ProgressPanel } from './progresspanel.js';
import { StageRail } from './stages.js';

/** What is seen of a recording. It knows nothing of the server; it shows what it is given. */
export class RecordingPage {
  #actions;
  #shown = false;
  #heading = h('h1', { tabindex: -1 }, text.recording.loading);
  #outcome = h('div', { class: 'notices' });
  #problem = h('div', { class: 'notices' });
  #tools = h('div', { class: 'tools' });
  #rail = new StageRail();
  #now;
  #placeholder = h('p', { class: 'muted' });
  #side = h('aside', { class: 'recording-side' });

  /**
   * @param {object} context
   * @param {import('../live/announcer.js').Announcer} context.announcer
   * @param {AbortSignal} context.signal ends it
   * @param {object} actions
   * @param {() => void} actions.onCancel
   * @param {() => void} actions.onRetry
   * @param {() => void} actions.onDelete
   */
  constructor(context, actions) {
    const end = h('div');
    const newText = h('button', { type: 'button', class: 'primary new-text', hidden: true }, text.recording.newText);
    this.#actions = actions;
    this.panel = new ProgressPanel({ ...context, onCancel: actions.onCancel });
    this.connectionNote = new ConnectionNote(context);
    this.transcript = new TranscriptView();
    this.follower = new Follower({ end, button: newText, signal: context.signal });
    this.#now = h('div', { class: 'recording-now', hidden: true },
      this.panel.element, this.connectionNote.element);
    this.element = h('div', { class: 'page recording' },
      h('div', { class: 'recording-head' },
        h('a', { class: 'back', href: '#/' }, text.recording.back),
        this.#heading, this.#outcome, this.#problem, this.#tools, this.#rail.element),
      this.#now,
      h('section', { class: 'recording-text', 'aria-label': text.recording.transcript },
        this.#placeholder, this.transcript.element, end, newText),
      this.#side);
    this.#rail.element.hidden = true;
  }

  /** Takes the focus. */
  focus() {
    this.#heading.focus({ preventScroll: true });
  }

  /**
   * Shows how things are.
   *
   * @param {object} task
   * @param {import('../live/progress.js').Progress} progress
   * @param {boolean} read whether the whole transcript was read
   */
  show(task, progress, read) {
    const { stage, ended } = progress;
    this.#shown = true;
    setText(this.#heading, nameOf(task));
    this.#rail.show(stage);
    this.panel.show(progress);
    this.#showWork(!ended);
    this.#showOutcome(task, progress);
    this.#showTools(task, ended);
    refill(this.#side, { ...task, percentage: 0 }, () => [details(task)]);
    this.transcript.live = !ended;
    setShown(this.#placeholder, this.transcript.empty && (!ended || read));
    setText(this.#placeholder, ended ? text.recording.noText : text.recording.awaitingText);
    if (ended) {
      this.follower.stop();
    }
  }

  /** Shows that something went wrong. */
  tell(problem) {
    this.#problem.replaceChildren(notice('bad', sentenceOf(problem)));
    if (!this.#shown && !problem.passing) {
      setText(this.#heading, text.recording.unknown);
    }
  }

  /** Shows that the transcript cannot be had, with a way to ask again. */
  tellMissing(problem, onAgain) {
    const missing = notice('warn', text.recording.transcriptMissing(sentenceOf(problem)));
    missing.append(button(text.actions.retry, onAgain));
    this.#problem.replaceChildren(missing);
  }

  /** Shows that the server tells no more about this recording. */
  tellRefused() {
    this.#problem.replaceChildren(notice('warn', text.recording.refused));
    this.#showWork(false);
  }

  /** Takes back what was told. */
  allIsWell() {
    this.#problem.replaceChildren();
  }

  #showWork(shown) {
    setShown(this.#rail.element, shown);
    setShown(this.#now, shown, this.#heading);
  }

  #showOutcome(task, progress) {
    const { ended, error } = progress;
    const { engine, warnings } = task;
    const kept = this.transcript.empty ? null : clock(this.transcript.end);
    refill(this.#outcome, { ended, error, engine, warnings, kept: ended && kept }, () => [
      ...outcome(progress, kept),
      ...reservations(task),
    ], this.#heading);
  }

  #showTools(task, ended) {
    const readable = !this.transcript.empty;
    refill(this.#tools, { ended, readable: ended && readable, name: task.file_name }, () => (ended
      ? [...(readable ? [downloads(task, ended !== 'completed')] : []), this.#deeds(ended)]
      : []), this.#heading);
  }

  #deeds(ended) {
    const { onRetry, onDelete } = this.#actions;
    return h('div', { class: 'tool-actions' },
      ...(ended === 'completed' ? [] : [button(text.actions.retry, onRetry)]),
      button(text.actions.delete, onDelete));
  }
}

function button(label, onclick) {
  return h('button', { type: 'button', onclick }, label);
}
