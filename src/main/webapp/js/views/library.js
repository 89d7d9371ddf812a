import { actionButton, arrange, h, setBusy, setShown, setText } from '../dom.js';
import { request } from '../http.js';
import { backoff } from '../live/connection.js';
import { text } from '../text.js';
import { cancelTask, deleteTask, isActive, nameOf } from './actions.js';
import { dismissible, notice, sentenceOf } from './notice.js';
import { TaskRow } from './row.js';
import { UploadRows } from './uploads.js';

const PAGE_SIZE = 25;
const REFRESH_EVERY_MS = 2_000;

/** The library: recordings are handed in here, and every task has its row. */
export class Library {
  #context;
  #status;
  #page;
  #tasks = [];
  #total = 0;
  #rows = new Map();
  #failures = 0;
  #timer;
  #asking = null;

  #heading = h('h1', { tabindex: -1 }, text.library.heading);
  #notices = h('div', { class: 'notices' });
  #uploads;
  #filter;
  #count = h('p', { class: 'muted' });
  #listHead;
  #list = h('ul', { class: 'rows', role: 'list', 'aria-label': text.library.heading });
  #lists;
  #nothing = h('p', { class: 'muted', hidden: true }, text.library.noneLikeThis);
  #newer;
  #older;
  #pageLabel = h('span', { class: 'muted' });
  #pager;
  #stale = notice('plain', text.library.stale);

  /**
   * @param {object} context
   * @param {URLSearchParams} context.query `status` and `page`
   * @param {import('../upload/queue.js').UploadQueue} context.queue
   * @param {import('./intake.js').Intake} context.intake
   * @param {import('../live/announcer.js').Announcer} context.announcer
   * @param {(query: URLSearchParams) => void} context.onQuery the person looks at something else
   * @param {AbortSignal} context.signal the view is left
   */
  constructor(context) {
    this.#context = context;
    this.#status = context.query.get('status') ?? '';
    this.#page = Math.max(1, Number.parseInt(context.query.get('page'), 10) || 1);
    this.#uploads = new UploadRows(context.queue);
    this.#filter = h('select', { autocomplete: 'off', onchange: () => this.#look(this.#filter.value, 1) },
      h('option', { value: '' }, text.library.all),
      ...Object.entries(text.statuses).map(([value, label]) => h('option', { value }, label)));
    this.#filter.value = this.#status;
    this.#listHead = h('div', { class: 'list-head' },
      h('label', { class: 'field' }, text.library.show, this.#filter), this.#count);
    this.#newer = actionButton({}, text.library.newer, () => this.#look(this.#status, this.#page - 1));
    this.#older = actionButton({}, text.library.older, () => this.#look(this.#status, this.#page + 1));
    this.#pager = h('nav', { class: 'pager', 'aria-label': text.library.pages, hidden: true },
      this.#newer, this.#pageLabel, this.#older);
    this.#stale.hidden = true;
    this.#lists = h('div', { class: 'row-lists' }, this.#uploads.element, this.#list);
    this.element = h('div', { class: 'page library' },
      this.#heading, context.intake.element, this.#notices, this.#stale, this.#listHead,
      this.#lists, this.#nothing, this.#pager);
    this.title = text.title('');
    this.#listHead.hidden = true;
    this.#lists.hidden = true;
  }

  /** Begins, and comes back when the first list is there or cannot be had. */
  async open() {
    const { queue, signal } = this.#context;
    queue.addEventListener('change', () => this.#uploadsChanged(), { signal });
    queue.addEventListener('sent', (event) => this.#sent(event.detail.task), { signal });
    document.addEventListener('visibilitychange', () => this.#seen(), { signal });
    signal.addEventListener('abort', () => this.#stop());
    this.#uploads.update();
    await this.#refresh();
  }

  /**
   * Takes the focus.
   *
   * @param {string} [id] of the task whose row is meant
   */
  focus(id) {
    (this.#rows.get(id) ?? this.#heading).focus({ preventScroll: true });
  }

  /** Shows a message above the list. */
  tell(...content) {
    this.#notices.replaceChildren(dismissible('bad', ...content));
  }

  #look(status, page) {
    this.#status = status;
    this.#page = page;
    const query = new URLSearchParams();
    if (status) {
      query.set('status', status);
    }
    if (page > 1) {
      query.set('page', page);
    }
    this.#context.onQuery(query);
    this.#refresh();
  }

  async #refresh() {
    clearTimeout(this.#timer);
    this.#asking?.abort();
    const asking = new AbortController();
    this.#asking = asking;
    try {
      const list = await request('api/tasks', {
        query: { status: this.#status, page: this.#page, page_size: PAGE_SIZE },
        signal: asking.signal,
      });
      this.#failures = 0;
      this.#stale.hidden = true;
      this.#show(list);
    } catch (problem) {
      if (problem.name === 'AbortError') {
        return;
      }
      this.#failures += 1;
      this.#stale.hidden = !problem.passing;
      if (!problem.passing) {
        this.tell(sentenceOf(problem));
      }
    }
    this.#refreshLater();
  }

  #refreshLater() {
    clearTimeout(this.#timer);
    const running = this.#tasks.some(isActive) || this.#context.queue.busy;
    if ((running || this.#failures > 0) && !document.hidden && !this.#context.signal.aborted) {
      const delay = REFRESH_EVERY_MS + (this.#failures > 0 ? backoff(this.#failures) : 0);
      this.#timer = setTimeout(() => this.#refresh(), delay);
    }
  }

  #show({ tasks, total }) {
    const pages = Math.max(1, Math.ceil(total / PAGE_SIZE));
    if (this.#page > pages) {
      this.#look(this.#status, pages);
      return;
    }
    this.#announce(tasks);
    this.#tasks = tasks;
    this.#total = total;
    this.#showRows();
    setText(this.#count, text.library.count(total));
    setText(this.#pageLabel, text.library.page(this.#page, pages));
    setShown(this.#pager, pages > 1, this.#heading);
    setBusy(this.#newer, this.#page === 1);
    setBusy(this.#older, this.#page === pages);
    this.#nothing.hidden = total > 0 || this.#status === '';
    this.#showEmptiness();
  }

  #showRows() {
    const shown = this.#tasks.filter((task) => !this.#isOwnUpload(task));
    const ids = new Set(shown.map((task) => task.id));
    for (const [id, row] of this.#rows) {
      if (!ids.has(id)) {
        this.#forget(id, row);
      }
    }
    arrange(this.#list, shown.map((task) => this.#row(task).element));
  }

  #row(task) {
    const known = this.#rows.get(task.id);
    if (known) {
      known.update(task);
      return known;
    }
    const row = new TaskRow(task, {
      onCancel: () => this.#act(row, cancelTask),
      onDelete: () => this.#act(row, deleteTask),
    });
    this.#rows.set(task.id, row);
    return row;
  }

  /** A row that goes away hands the focus to its neighbour. */
  #forget(id, row) {
    this.#rows.delete(id);
    if (row.element.contains(document.activeElement)) {
      const { nextElementSibling, previousElementSibling } = row.element;
      const neighbour = nextElementSibling ?? previousElementSibling;
      (neighbour?.querySelector('a') ?? this.#heading).focus({ preventScroll: true });
    }
  }

  async #act(row, action) {
    row.busy = true;
    try {
      await action(row.task);
      this.#notices.replaceChildren();
    } catch (problem) {
      this.tell(sentenceOf(problem));
      this.#context.announcer.alert(problem.message);
    } finally {
      row.busy = false;
    }
    await this.#refresh();
  }

  /** What this browser sends has a row already, with its own progress. */
  #isOwnUpload(task) {
    return task.status === 'uploading' && this.#context.queue.uploads.some(
      (upload) => upload.state === 'sending' && upload.file.name === task.file_name);
  }

  #uploadsChanged() {
    this.#uploads.update();
    this.#showEmptiness();
  }

  #sent(task) {
    const belongs = task?.id && this.#page === 1 && ['', task.status].includes(this.#status);
    if (belongs && !this.#tasks.some((other) => other.id === task.id)) {
      this.#tasks = [task, ...this.#tasks];
      this.#showRows();
    }
    this.#refresh();
  }

  #announce(tasks) {
    const before = new Map(this.#tasks.map((task) => [task.id, task]));
    for (const task of tasks) {
      const ended = before.has(task.id) && isActive(before.get(task.id));
      if (ended && task.status === 'completed') {
        this.#context.announcer.say(text.library.done(nameOf(task)));
      } else if (ended && task.status === 'failed') {
        this.#context.announcer.alert(text.library.failed(nameOf(task)));
      }
    }
  }

  #showEmptiness() {
    const empty = this.#total === 0 && this.#status === '' && this.#context.queue.uploads.length === 0;
    this.#context.intake.prominent = empty;
    this.#listHead.hidden = empty;
    this.#lists.hidden = empty;
  }

  #seen() {
    if (document.hidden) {
      clearTimeout(this.#timer);
    } else {
      this.#refresh();
    }
  }

  #stop() {
    clearTimeout(this.#timer);
    this.#asking?.abort();
  }
}
