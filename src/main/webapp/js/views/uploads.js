import { arrange, h, setShown, setText } from '../dom.js';
import { size } from '../format.js';
import { text } from '../text.js';
import { sentenceOf } from './notice.js';

/** The rows of the files that are on their way to the server. */
export class UploadRows {
  #queue;
  #rows = new Map();

  /** @param {import('../upload/queue.js').UploadQueue} queue */
  constructor(queue) {
    this.#queue = queue;
    this.element = h('ul', { class: 'rows', role: 'list', 'aria-label': text.upload.heading });
  }

  /** Shows the queue as it is now. */
  update() {
    const { uploads } = this.#queue;
    for (const upload of this.#rows.keys()) {
      if (!uploads.includes(upload)) {
        this.#rows.delete(upload);
      }
    }
    arrange(this.element, uploads.map((upload) => this.#row(upload)));
    this.element.hidden = uploads.length === 0;
  }

  #row(upload) {
    if (!this.#rows.has(upload)) {
      this.#rows.set(upload, new UploadRow(upload, this.#queue));
    }
    const row = this.#rows.get(upload);
    row.update();
    return row.element;
  }
}

class UploadRow {
  #upload;
  #state = h('span');
  #bar;
  #again;
  #remove;

  constructor(upload, queue) {
    const { name, size: bytes } = upload.file;
    this.#upload = upload;
    this.#bar = h('progress', { max: 1, 'aria-label': text.upload.bar(name) });
    this.#again = button(text.upload.again, name, () => queue.retry(upload));
    this.#remove = button(text.upload.cancel, name, () => queue.remove(upload));
    this.element = h('li', { class: 'row row-upload' },
      h('span', { class: 'row-length' }),
      h('div', { class: 'row-main' },
        h('span', { class: 'row-name' }, name),
        h('p', { class: 'row-facts' }, h('span', {}, size(bytes)))),
      h('div', { class: 'row-state' }, this.#state, this.#bar),
      h('div', { class: 'row-actions' }, this.#again, this.#remove));
  }

  update() {
    const { state, fraction, file } = this.#upload;
    this.element.dataset.status = { waiting: 'queued', sending: 'uploading', failed: 'failed' }[state];
    setText(this.#state, sentence(this.#upload));
    this.#bar.value = fraction;
    setShown(this.#bar, state === 'sending');
    setShown(this.#again, state === 'failed', this.#remove);
    const action = state === 'failed' ? text.upload.remove : text.upload.cancel;
    setText(this.#remove, action);
    this.#remove.setAttribute('aria-label', text.actions.on(action, file.name));
  }
}

function button(action, name, onclick) {
  const label = text.actions.on(action, name);
  return h('button', { type: 'button', class: 'quiet', 'aria-label': label, onclick }, action);
}

function sentence({ state, fraction, problem }) {
  if (state === 'waiting') {
    return text.upload.waiting;
  }
  if (state === 'failed') {
    return text.upload.failed(sentenceOf(problem));
  }
  return fraction < 1 ? text.upload.sending(Math.floor(fraction * 100)) : text.upload.storing;
}
