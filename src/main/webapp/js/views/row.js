import { taskLink } from '../base.js';
import { actionButton, h, setAttribute, setBusy, setShown, setText } from '../dom.js';
import { clock, engineName, moment } from '../format.js';
import { text } from '../text.js';
import { isActive, nameOf } from './actions.js';

/** One task in the library. It changes in place, and only what is different. */
export class TaskRow {
  #length = h('span', { class: 'row-length' });
  #name = h('a', { class: 'row-name' });
  #created = h('time');
  #engine = h('span');
  #state = h('span');
  #bar = h('progress', { max: 100 });
  #cancel;
  #delete;

  /**
   * @param {object} task
   * @param {object} actions
   * @param {(task: object) => void} actions.onCancel
   * @param {(task: object) => void} actions.onDelete
   */
  constructor(task, { onCancel, onDelete }) {
    this.task = task;
    this.#cancel = actionButton({ class: 'quiet' }, text.actions.cancel, () => onCancel(this.task));
    this.#delete = actionButton({ class: 'quiet' }, text.actions.delete, () => onDelete(this.task));
    this.element = h('li', { class: 'row' },
      this.#length,
      h('div', { class: 'row-main' },
        this.#name,
        h('p', { class: 'row-facts' }, this.#created, this.#engine)),
      h('div', { class: 'row-state' }, this.#state, this.#bar),
      h('div', { class: 'row-actions' }, this.#cancel, this.#delete));
    this.update(task);
  }

  /** Shows the task as it is now. */
  update(task) {
    const active = isActive(task);
    const name = nameOf(task);
    this.task = task;
    setAttribute(this.element, 'data-status', task.status);
    setText(this.#length, task.duration_seconds == null ? '' : clock(task.duration_seconds));
    setText(this.#name, name);
    setAttribute(this.#name, 'href', taskLink(task.id));
    setAttribute(this.#created, 'datetime', task.created_at);
    setText(this.#created, moment(task.created_at));
    setText(this.#engine, task.engine ? engineName(task.engine) : '');
    setShown(this.#engine, Boolean(task.engine));
    setText(this.#state, stateOf(task));
    setAttribute(this.#bar, 'aria-label', text.library.bar(name));
    this.#bar.value = task.percentage ?? 0;
    setShown(this.#bar, active && task.status !== 'queued');
    setAttribute(this.#cancel, 'aria-label', text.actions.on(text.actions.cancel, name));
    setAttribute(this.#delete, 'aria-label', text.actions.on(text.actions.delete, name));
    setShown(this.#cancel, active, this.#name);
    setShown(this.#delete, !active, this.#name);
  }

  /** Takes the focus. */
  focus() {
    this.#name.focus();
  }

  /** Shows that a call about this task is under way. */
  set busy(busy) {
    setBusy(this.#cancel, busy);
    setBusy(this.#delete, busy);
  }
}

function stateOf(task) {
  if (task.status === 'failed') {
    return task.error?.user_message ?? text.statuses.failed;
  }
  if (task.status === 'running' || task.status === 'uploading') {
    return text.withPercentage(text.stages[task.stage] ?? text.statuses[task.status], task.percentage ?? 0);
  }
  return text.statuses[task.status] ?? task.status;
}
