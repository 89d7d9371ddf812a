/**
 * Watches one task of a Steno server over its WebSocket, for as long as it takes.
 *
 * This module stands alone; copy it into any page.
 *
 *     import { TaskConnection } from './connection.js';
 *
 *     const connection = new TaskConnection({
 *       base: 'https://example.org/steno/',
 *       taskId: '…',
 *       onMessage: (message) => console.log(message.type, message),
 *       onState: (state) => console.log(state),
 *     });
 *     connection.open();
 *     // later
 *     connection.close();
 *
 * What it does:
 * - It remembers the last `seq` and asks for what is newer (`since`) whenever it connects again, so
 *   that every message arrives once and in order.
 * - It connects again for ever, with exponential backoff of 1 to 30 seconds and full jitter.
 * - It pings every 25 seconds and takes 75 seconds of silence for a dead connection.
 * - Where the socket cannot be opened three times in a row (a proxy that knows no WebSocket), it
 *   asks `GET api/tasks/{id}/progress` every few seconds, and goes on trying the socket. Polled
 *   messages never move `since`: segments that were missed still come once the socket works.
 * - While the page is hidden it asks and tries seldom; when it is seen again, at once.
 * - Close code 1008 (unknown task, or not allowed) ends it for good.
 *
 * `onMessage` is given `progress`, `segment`, `edited`, `error` and `reset`. After `reset`, forget
 * everything: the server tells all of it again. Heartbeats and pongs stay inside.
 *
 * `onState` is given, whenever it changes, one of
 * - `connecting`: for the first time,
 * - `open`: messages come as they happen,
 * - `polling`: only the newest progress comes, every few seconds,
 * - `retrying`: nothing comes, it tries again,
 * - `refused`: ended for good by the server,
 * - `closed`: ended by `close()`.
 */
export class TaskConnection {
  #socketUrl;
  #progressUrl;
  #onMessage;
  #onState;

  #state = 'new';
  #socket = null;
  #lastSeq;
  #polledSeq = 0;
  #failures = 0;
  #unopened = 0;
  #lastHeard = 0;
  #lastPing = 0;
  #polling = false;
  #retryTimer;
  #watchTimer;
  #pollTimer;
  #ended = new AbortController();

  /**
   * @param {object} options
   * @param {string|URL} options.base the address of the application, with a slash at its end
   * @param {string} options.taskId
   * @param {number} [options.since] the last `seq` that is known already
   * @param {(message: object) => void} options.onMessage
   * @param {(state: string) => void} [options.onState]
   */
  constructor({ base, taskId, since = 0, onMessage, onState = () => {} }) {
    const id = encodeURIComponent(taskId);
    this.#socketUrl = new URL(`ws/tasks/${id}`, base);
    this.#socketUrl.protocol = this.#socketUrl.protocol.replace('http', 'ws');
    this.#progressUrl = new URL(`api/tasks/${id}/progress`, base);
    this.#lastSeq = since;
    this.#onMessage = onMessage;
    this.#onState = onState;
  }

  /** Begins. Call it once. */
  open() {
    const { signal } = this.#ended;
    document.addEventListener('visibilitychange', () => this.#wake(), { signal });
    window.addEventListener('online', () => this.#wake(), { signal });
    this.#setState('connecting');
    this.#connect();
  }

  /** Ends, and calls back no more. */
  close() {
    this.#end('closed');
  }

  #connect() {
    clearTimeout(this.#retryTimer);
    this.#retryTimer = undefined;
    if (this.#lastSeq > 0) {
      this.#socketUrl.searchParams.set('since', this.#lastSeq);
    } else {
      this.#socketUrl.searchParams.delete('since');
    }
    const socket = new WebSocket(this.#socketUrl);
    this.#socket = socket;
    const current = (handle) => (event) => {
      if (socket === this.#socket) {
        handle(event);
      }
    };
    socket.onopen = current(() => this.#opened());
    socket.onmessage = current((event) => this.#received(event.data));
    socket.onclose = current((event) => this.#lost(event.code));
    this.#lastHeard = Date.now();
    clearInterval(this.#watchTimer);
    this.#watchTimer = setInterval(() => this.#watch(), WATCH_EVERY_MS);
  }

  #opened() {
    this.#unopened = 0;
    this.#stopPolling();
    this.#setState('open');
    this.#lastHeard = Date.now();
    this.#ping();
  }

  #received(data) {
    this.#lastHeard = Date.now();
    this.#failures = 0;
    const message = parsed(data);
    if (message?.type === 'reset') {
      this.#lastSeq = 0;
      this.#polledSeq = 0;
      this.#onMessage(message);
    } else if (Number.isInteger(message?.seq) && message.seq > this.#lastSeq) {
      this.#lastSeq = message.seq;
      const superseded = message.type === 'progress' && message.seq <= this.#polledSeq;
      if (!superseded) {
        this.#onMessage(message);
      }
    }
  }

  #lost(code) {
    const opened = this.#state === 'open';
    this.#drop();
    if (code === REFUSED) {
      this.#end('refused');
      return;
    }
    if (!opened) {
      this.#unopened += 1;
    }
    if (this.#state !== 'polling') {
      this.#setState('retrying');
    }
    if (this.#unopened >= FAILURES_BEFORE_POLLING && !this.#polling) {
      this.#polling = true;
      this.#poll();
    }
    const delay = backoff(this.#failures);
    this.#failures += 1;
    this.#retryTimer = setTimeout(() => this.#connect(), document.hidden ? CALM_MS + delay : delay);
  }

  /** Lets go of the socket without waiting for an answer that may never come. */
  #drop() {
    clearInterval(this.#watchTimer);
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
  }

  #watch() {
    const silence = Date.now() - this.#lastHeard;
    const limit = this.#socket.readyState === WebSocket.OPEN ? DEAD_AFTER_MS : OPEN_WITHIN_MS;
    if (silence > limit) {
      this.#lost(NO_CODE);
    } else if (!document.hidden && Date.now() - this.#lastPing >= PING_EVERY_MS) {
      this.#ping();
    }
  }

  #ping() {
    if (this.#socket?.readyState === WebSocket.OPEN) {
      this.#lastPing = Date.now();
      this.#socket.send('{"type":"ping"}');
    }
  }

  /** The page is seen again, or the network is back: looks at once instead of waiting. */
  #wake() {
    if (document.hidden) {
      return;
    }
    if (this.#retryTimer !== undefined) {
      this.#connect();
    } else if (this.#socket) {
      this.#watch();
    }
    if (this.#polling) {
      this.#poll();
    }
  }

  async #poll() {
    clearTimeout(this.#pollTimer);
    this.#pollTimer = undefined;
    const { signal } = this.#ended;
    let message;
    try {
      const response = await fetch(this.#progressUrl, {
        headers: { Accept: 'application/json' },
        signal,
      });
      if (FINAL_STATUSES.includes(response.status)) {
        this.#end('refused');
        return;
      }
      message = response.status === 200 ? await response.json() : undefined;
    } catch {
      message = undefined;
    }
    if (signal.aborted || !this.#polling) {
      return;
    }
    this.#setState(message ? 'polling' : 'retrying');
    if (message?.seq > Math.max(this.#lastSeq, this.#polledSeq)) {
      this.#polledSeq = message.seq;
      this.#onMessage(message);
    }
    clearTimeout(this.#pollTimer);
    this.#pollTimer = setTimeout(
      () => this.#poll(),
      document.hidden ? CALM_MS : POLL_EVERY_MS * (0.75 + Math.random() / 2),
    );
  }

  #stopPolling() {
    this.#polling = false;
    clearTimeout(this.#pollTimer);
  }

  #end(state) {
    if (this.#ended.signal.aborted) {
      return;
    }
    this.#ended.abort();
    clearTimeout(this.#retryTimer);
    this.#stopPolling();
    this.#drop();
    this.#setState(state);
  }

  #setState(state) {
    if (state !== this.#state) {
      this.#state = state;
      this.#onState(state);
    }
  }
}

/**
 * How long to wait before trying again: full jitter, so that many watchers of a server that
 * restarts do not come back at the same moment.
 *
 * @param {number} failures how often it failed in a row before
 * @returns {number} milliseconds, evenly spread from 0 to a limit that doubles from 1 to 30 seconds
 */
export function backoff(failures) {
  return Math.random() * Math.min(30_000, 1_000 * 2 ** failures);
}

const WATCH_EVERY_MS = 5_000;
const PING_EVERY_MS = 25_000;
const DEAD_AFTER_MS = 75_000;
const OPEN_WITHIN_MS = 15_000;
const POLL_EVERY_MS = 4_000;
const CALM_MS = 30_000;
const FAILURES_BEFORE_POLLING = 3;

/** The close code for an unknown task, or one that the caller may not see. */
const REFUSED = 1008;

/** What the browser reports where a connection ended without a code. */
const NO_CODE = 1006;

/** Answers to polling that will not change by asking again. */
const FINAL_STATUSES = [401, 403, 404];

function parsed(data) {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}
