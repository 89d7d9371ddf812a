/**
 * Watches one task of a Steno server for as long as it takes: over its WebSocket, or by asking again
 * and again where a proxy lets no WebSocket through.
 *
 * This module stands alone, and imports nothing; copy it into any page that comes from the same host
 * and port as Steno (the server refuses the pages of other sites). It works in workers, too.
 *
 *     import { TaskConnection } from './connection.js';
 *
 *     const connection = new TaskConnection({
 *       base: new URL('/steno/', location.href),
 *       taskId: '…',
 *       onMessage: (message) => console.log(message.type, message),
 *       onState: (state) => console.log(state),
 *     });
 *     connection.open();
 *     // later
 *     connection.close();
 *
 * `onMessage` is given the messages `progress`, `segment`, `edited`, `error` and `reset`, each once
 * and by rising `seq`. After `reset`, forget everything: the server tells all of it again. A segment
 * replaces the one of the same `index`. Heartbeats and pongs stay inside.
 *
 * `onState` is given, whenever it changes, one of
 * - `connecting`: for the first time,
 * - `open`: messages come as they happen,
 * - `polling`: only the newest `progress` or `error` comes, every few seconds. Segments do not:
 *   read `api/tasks/{id}/transcript?partial=true` where you want the text so far. Those that were
 *   missed still come once the socket works, after newer progress then.
 * - `retrying`: nothing comes, it tries again,
 * - `refused`: ended for good by the server: no such task, or not for this caller.
 *
 * What either throws is reported as an uncaught error, and disturbs nothing here.
 *
 * What it does:
 * - Whenever it connects again, it asks for what is newer than the last `seq` it knows (`since`).
 * - It tries again for ever, after 1 to 30 seconds, with jitter; later where the server said that it
 *   restarts or is too busy, so that its watchers do not all come back in the same second.
 * - A socket counts as working when something came over it: some proxies open it and then let nothing
 *   through. It pings every 25 seconds, and takes 75 seconds of silence for a dead connection.
 * - After three sockets in a row that did not work, or one that nobody answered, it asks
 *   `GET api/tasks/{id}/progress` every few seconds, and goes on trying the socket.
 * - While the page is hidden it asks, pings and tries seldom; when the page is seen again or the
 *   network comes back, at once.
 */
export class TaskConnection {
  #socketUrl;
  #onMessage;
  #onState;
  #poll;

  #state = 'new';
  #lastSeq;
  #polledSeq = 0;

  #socket = null;
  #works = false;
  #worksSince = 0;
  #deadline = 0;
  #lastPing = 0;
  #watchTimer;

  #failures = 0;
  #idleSockets = 0;
  #retryTimer;
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
    this.#lastSeq = since;
    this.#onMessage = onMessage;
    this.#onState = onState;
    this.#poll = new ProgressPoll(new URL(`api/tasks/${id}/progress`, base), {
      onAnswer: (message, isBack) => this.#answered(message, isBack),
      onFailure: () => this.#setState('retrying'),
      onRefusal: () => this.#refused(),
    });
  }

  /** The state that was told last; `new` before the first, `closed` after `close()`. */
  get state() {
    return this.#state;
  }

  /** Begins. */
  open() {
    if (this.#state !== 'new') {
      return;
    }
    const { signal } = this.#ended;
    const seen = () => isHidden() || this.wake();
    globalThis.document?.addEventListener('visibilitychange', seen, { signal });
    globalThis.addEventListener('online', () => this.wake(), { signal });
    this.#setState('connecting');
    this.#connect();
  }

  /** Looks at once, instead of waiting: for who knows that something happens, a retry for example. */
  wake() {
    if (this.#socket && Date.now() > this.#deadline) {
      this.#lost();
    }
    if (this.#retryTimer !== undefined) {
      this.#failures = 0;
      this.#connect();
    } else if (this.#socket) {
      // It may have died without a word, while the machine slept or changed its network.
      this.#deadline = Math.min(this.#deadline, Date.now() + ANSWER_WITHIN_MS);
      this.#ping();
    }
    this.#poll.now();
  }

  /** Ends, and calls back no more. */
  close() {
    this.#state = 'closed';
    this.#end();
  }

  #connect() {
    if (this.#ended.signal.aborted) {
      return;
    }
    clearTimeout(this.#retryTimer);
    this.#retryTimer = undefined;
    this.#works = false;
    if (this.#lastSeq > 0) {
      this.#socketUrl.searchParams.set('since', this.#lastSeq);
    } else {
      this.#socketUrl.searchParams.delete('since');
    }
    let socket;
    try {
      socket = new WebSocket(this.#socketUrl.href);
    } catch {
      // There are none here, or they are forbidden: by a secure page to an insecure server.
      this.#lost();
      return;
    }
    const ifCurrent = (handle) => (event) => {
      if (socket === this.#socket) {
        handle(event);
      }
    };
    socket.onopen = ifCurrent(() => this.#ping());
    socket.onmessage = ifCurrent((event) => this.#received(event.data));
    socket.onclose = ifCurrent((event) => this.#lost(event.code));
    this.#socket = socket;
    this.#deadline = Date.now() + ANSWER_WITHIN_MS;
    this.#watchTimer = setInterval(() => this.#watch(), WATCH_EVERY_MS);
  }

  #received(data) {
    this.#deadline = Date.now() + DEAD_AFTER_MS;
    if (!this.#works) {
      this.#works = true;
      this.#worksSince = Date.now();
      this.#idleSockets = 0;
      this.#poll.stop();
      this.#setState('open');
    }
    const message = parsed(data);
    if (message?.type === 'reset') {
      this.#lastSeq = 0;
      this.#polledSeq = 0;
      this.#tell(this.#onMessage, message);
    } else if (Number.isInteger(message?.seq) && message.seq > this.#lastSeq) {
      this.#lastSeq = message.seq;
      const polledBefore = POLLED_TYPES.includes(message.type) && message.seq <= this.#polledSeq;
      if (!polledBefore) {
        this.#tell(this.#onMessage, message);
      }
    }
  }

  #answered(message, isBack) {
    if (isBack && this.#retryTimer !== undefined) {
      this.#connect();
    }
    this.#setState('polling');
    if (message.seq > Math.max(this.#lastSeq, this.#polledSeq)) {
      this.#polledSeq = message.seq;
      this.#tell(this.#onMessage, message);
    }
  }

  #lost(code) {
    this.#drop();
    if (code === UNKNOWN_OR_FORBIDDEN) {
      this.#refused();
      return;
    }
    if (!this.#works) {
      this.#idleSockets += 1;
    } else if (Date.now() - this.#worksSince >= STEADY_AFTER_MS) {
      this.#failures = 0;
    }
    if (code === RESTARTING || code === TRY_LATER) {
      this.#failures = Math.max(this.#failures, FAILURES_WORTH_OF_A_CROWD);
    }
    const delay = backoff(this.#failures) + (isHidden() ? CALM_MS : 0);
    this.#failures += 1;
    this.#retryTimer = setTimeout(() => this.#connect(), delay);
    if (this.#idleSockets >= IDLE_SOCKETS_BEFORE_POLLING) {
      this.#poll.start();
    }
    if (this.#state !== 'polling') {
      this.#setState('retrying');
    }
  }

  /** Lets go of the socket without waiting for an answer that may never come. */
  #drop() {
    clearInterval(this.#watchTimer);
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
  }

  #watch() {
    const now = Date.now();
    if (now > this.#deadline) {
      if (!this.#works) {
        // Something on the way swallows it; two more such waits would help nobody.
        this.#idleSockets = IDLE_SOCKETS_BEFORE_POLLING;
      }
      this.#lost();
    } else if (now - this.#lastPing >= (isHidden() ? CALM_PING_EVERY_MS : PING_EVERY_MS)) {
      this.#ping();
    }
  }

  #ping() {
    if (this.#socket.readyState === WebSocket.OPEN) {
      this.#lastPing = Date.now();
      this.#socket.send('{"type":"ping"}');
    }
  }

  #refused() {
    this.#end();
    this.#setState('refused');
  }

  #end() {
    this.#ended.abort();
    clearTimeout(this.#retryTimer);
    this.#retryTimer = undefined;
    this.#poll.stop();
    this.#drop();
  }

  #setState(state) {
    if (state !== this.#state && this.#state !== 'closed') {
      this.#state = state;
      this.#tell(this.#onState, state);
    }
  }

  #tell(callback, news) {
    if (this.#state === 'closed') {
      return;
    }
    try {
      callback(news);
    } catch (failure) {
      reportError(failure);
    }
  }
}

/** Asks for the newest progress, again and again. */
class ProgressPoll {
  #url;
  #on;
  #running = false;
  #failures = 0;
  #asking = null;
  #timer;

  /**
   * @param {URL} url
   * @param {object} on
   * @param {(message: object, isBack: boolean) => void} on.onAnswer and whether it had failed before
   * @param {() => void} on.onFailure nothing useful came
   * @param {() => void} on.onRefusal nothing useful will ever come
   */
  constructor(url, on) {
    this.#url = url;
    this.#on = on;
  }

  start() {
    if (!this.#running) {
      this.#running = true;
      this.#failures = 0;
      this.#ask();
    }
  }

  now() {
    if (this.#running) {
      this.#ask();
    }
  }

  stop() {
    this.#running = false;
    clearTimeout(this.#timer);
    this.#asking?.abort();
    this.#asking = null;
  }

  async #ask() {
    clearTimeout(this.#timer);
    this.#asking?.abort();
    const asking = new AbortController();
    this.#asking = asking;
    this.#timer = setTimeout(() => asking.abort(), ANSWER_WITHIN_MS);
    let refused = false;
    let message;
    try {
      const { signal } = asking;
      const headers = { Accept: 'application/json' };
      const response = await fetch(this.#url, { headers, cache: 'no-store', signal });
      refused = isRefusal(response);
      message = response.status === 200 ? await response.json() : undefined;
    } catch {
      // No answer, or a proxy's page instead of one: told as a failure below.
    }
    if (asking === this.#asking) {
      clearTimeout(this.#timer);
      this.#asking = null;
      this.#take(refused, message);
    }
  }

  #take(refused, message) {
    if (refused) {
      this.stop();
      this.#on.onRefusal();
    } else if (Number.isInteger(message?.seq)) {
      const isBack = this.#failures > 0;
      const isFinal = message.type === 'error' || message.stage === 'complete';
      this.#failures = 0;
      this.#askAfter((isFinal || isHidden() ? CALM_MS : POLL_EVERY_MS) * (0.75 + Math.random() / 2));
      this.#on.onAnswer(message, isBack);
    } else {
      this.#failures += 1;
      this.#askAfter(backoff(this.#failures + 1) + (isHidden() ? CALM_MS : 0));
      this.#on.onFailure();
    }
  }

  #askAfter(delay) {
    this.#timer = setTimeout(() => this.#ask(), delay);
  }
}

/**
 * How long to wait before trying again: so spread that many watchers of a server that restarts do
 * not come back at the same moment.
 *
 * @param {number} failures how often it failed in a row before
 * @returns {number} milliseconds, evenly spread from 1 second to a limit that doubles from 2 to 30
 */
export function backoff(failures) {
  const limit = Math.min(30_000, 2_000 * 2 ** failures);
  return 1_000 + Math.random() * (limit - 1_000);
}

const WATCH_EVERY_MS = 5_000;
const PING_EVERY_MS = 25_000;
const CALM_PING_EVERY_MS = 55_000;
const ANSWER_WITHIN_MS = 15_000;
const DEAD_AFTER_MS = 75_000;

/** A socket that worked for so long makes the failures before it forgotten. */
const STEADY_AFTER_MS = 10_000;

const POLL_EVERY_MS = 4_000;
const CALM_MS = 30_000;
const IDLE_SOCKETS_BEFORE_POLLING = 3;

/** All watchers are told to go at the same moment: the first try is spread over 1 to 8 seconds. */
const FAILURES_WORTH_OF_A_CROWD = 2;

const POLLED_TYPES = ['progress', 'error'];

/** Close codes of the server. */
const UNKNOWN_OR_FORBIDDEN = 1008;
const RESTARTING = 1012;
const TRY_LATER = 1013;

/**
 * Whether asking again is of no use. A 404 has to be Steno's own: while an application is replaced,
 * its server answers 404 as well.
 */
function isRefusal({ status, headers }) {
  const told = headers.get('Content-Type')?.startsWith('application/problem+json');
  return status === 401 || status === 403 || (status === 404 && told);
}

/** Workers have no document, and are never hidden. */
function isHidden() {
  return globalThis.document?.hidden ?? false;
}

function parsed(data) {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}
