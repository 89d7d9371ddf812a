import { address } from '../base.js';
import { contentOf, problemOf, unreachable } from '../http.js';

/**
 * One file on its way to the server.
 *
 * @typedef {object} Upload
 * @property {File} file
 * @property {Record<string, string>} options what to do with it, for example `language`
 * @property {'waiting'|'sending'|'failed'} state
 * @property {number} fraction of the bytes that left the browser, 0 to 1
 * @property {import('../http.js').Problem|null} problem why it failed
 */

/**
 * Sends files one after the other, each as one multipart request.
 *
 * Events: `change` when anything changed; `sent` with `detail: {upload, task, last}` when the server
 * has a file, where `last` tells that none waits behind it.
 */
export class UploadQueue extends EventTarget {
  /** @type {Upload[]} */
  #uploads = [];
  #request = null;

  /** @returns {readonly Upload[]} those that are not on the server yet, in their order */
  get uploads() {
    return this.#uploads;
  }

  /** Whether leaving the page would lose something. */
  get busy() {
    return this.#uploads.some((upload) => upload.state !== 'failed');
  }

  /**
   * @param {File[]} files
   * @param {Record<string, string>} options empty ones are not sent
   */
  add(files, options) {
    this.#uploads.push(...files.map((file) => ({ file, options, ...FRESH })));
    this.#next();
  }

  /** Stops an upload, or forgets one that failed. */
  remove(upload) {
    this.#uploads = this.#uploads.filter((other) => other !== upload);
    if (upload.state === 'sending') {
      this.#request.abort();
    }
    this.#next();
  }

  /** Sends a failed one again. */
  retry(upload) {
    Object.assign(upload, FRESH);
    this.#next();
  }

  #next() {
    if (!this.#uploads.some((upload) => upload.state === 'sending')) {
      const upload = this.#uploads.find((candidate) => candidate.state === 'waiting');
      if (upload) {
        this.#send(upload);
      }
    }
    this.#changed();
  }

  #send(upload) {
    upload.state = 'sending';
    const request = new XMLHttpRequest();
    this.#request = request;
    request.open('POST', address('api/tasks'));
    request.setRequestHeader('Accept', 'application/json, application/problem+json');
    request.upload.onprogress = (event) => {
      upload.fraction = event.total > 0 ? event.loaded / event.total : 0;
      this.#changed();
    };
    request.onload = () => this.#answered(upload, request.status, request.responseText);
    request.onerror = () => this.#failed(upload, unreachable());
    request.send(formOf(upload));
  }

  #answered(upload, status, body) {
    if (status < 200 || status > 299) {
      this.#failed(upload, problemOf(status, body));
      return;
    }
    let task;
    try {
      task = contentOf(status, body);
    } catch (problem) {
      this.#failed(upload, problem);
      return;
    }
    this.#uploads = this.#uploads.filter((other) => other !== upload);
    this.dispatchEvent(new CustomEvent('sent', { detail: { upload, task, last: !this.busy } }));
    this.#next();
  }

  #failed(upload, problem) {
    upload.state = 'failed';
    upload.problem = problem;
    this.#next();
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}

const FRESH = { state: 'waiting', fraction: 0, problem: null };

/** The options come first: the server creates the task when the file part begins. */
function formOf({ file, options }) {
  const form = new FormData();
  for (const [name, value] of Object.entries(options)) {
    if (value) {
      form.append(name, value);
    }
  }
  form.append('file', file, file.name);
  return form;
}
