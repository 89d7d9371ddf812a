/**
 * What a connection meets in its test instead of a network: sockets and answers that do what the test
 * says, when it says it. `stage.told` keeps everything the connections tell, one line each.
 */
const stage = {
  sockets: [],
  polls: [],
  told: {},
  thrown: [],
  timers: new Set(),
  connections: {},
  hidden: false,
  socketsForbidden: false,
  random: () => 0.5,

  /** Makes a connection; `onTold` may throw, or close it. */
  connect(TaskConnection, { id, since, onTold = () => {} }) {
    const told = [];
    this.told[id] = told;
    this.connections[id] = new TaskConnection({
      base: new URL('..', import.meta.url),
      taskId: id,
      since,
      onMessage: (message) => {
        told.push(lineOf(message));
        onTold(lineOf(message));
      },
      onState: (state) => {
        told.push(state);
        onTold(state);
      },
    });
    this.connections[id].open();
  },

  /** The newest socket. */
  get socket() {
    return this.sockets.at(-1);
  },

  /** The newest question. */
  get poll() {
    return this.polls.at(-1);
  },
};

function lineOf(message) {
  return message.seq === undefined ? message.type : `${message.type} ${message.seq}`;
}

/** A socket that the test opens, fills and breaks. */
class StagedSocket {
  static OPEN = 1;

  readyState = 0;
  sent = [];

  constructor(url) {
    if (stage.socketsForbidden) {
      throw new DOMException('not from a secure page', 'SecurityError');
    }
    this.url = url;
    stage.sockets.push(this);
  }

  send(text) {
    if (this.readyState === 0) {
      throw new DOMException('still connecting', 'InvalidStateError');
    }
    this.sent.push(text);
  }

  /** As on a dead network, the event of the closing never comes. */
  close() {
    this.readyState = Math.max(2, this.readyState);
  }

  accept() {
    this.readyState = 1;
    this.onopen?.({});
  }

  say(data) {
    this.onmessage?.({ data });
  }

  end(code) {
    this.readyState = 3;
    this.onclose?.({ code });
  }
}

/** A question that the test answers, or leaves without an answer. */
function stagedFetch(url, { signal, cache }) {
  return new Promise((resolve, reject) => {
    const poll = {
      url: String(url),
      cache,
      givenUp: false,
      answer: (status, type, body) => resolve({
        status,
        headers: new Headers({ 'Content-Type': type }),
        json: async () => JSON.parse(body),
      }),
      fail: () => reject(new TypeError('Failed to fetch')),
    };
    signal.addEventListener('abort', () => {
      poll.givenUp = true;
      reject(signal.reason);
    });
    stage.polls.push(poll);
  });
}

/** Keeps the timers that are not over in `stage.timers`. */
function countTimers(begin, end, repeats) {
  const beginTruly = globalThis[begin];
  const endTruly = globalThis[end];
  globalThis[begin] = (callback, delay) => {
    const timer = beginTruly(() => {
      if (!repeats) {
        stage.timers.delete(timer);
      }
      callback();
    }, delay);
    stage.timers.add(timer);
    return timer;
  };
  globalThis[end] = (timer) => {
    stage.timers.delete(timer);
    endTruly(timer);
  };
}

countTimers('setTimeout', 'clearTimeout', false);
countTimers('setInterval', 'clearInterval', true);
Math.random = () => stage.random();
globalThis.WebSocket = StagedSocket;
globalThis.fetch = stagedFetch;
globalThis.addEventListener('error', (event) => stage.thrown.push(event.message));
if (globalThis.document) {
  Object.defineProperty(document, 'hidden', { get: () => stage.hidden });
}
globalThis.stage = stage;
