import { taskLink } from './base.js';
import { Announcer } from './live/announcer.js';
import { text } from './text.js';
import { takeDrops } from './upload/drop.js';
import { UploadQueue } from './upload/queue.js';
import { Intake } from './views/intake.js';
import { Library } from './views/library.js';
import { Recording } from './views/recording.js';

const main = document.getElementById('main');
const cover = document.getElementById('dropcover');
const announcer = new Announcer(document.getElementById('status'), document.getElementById('alert'));
const queue = new UploadQueue();
const intake = new Intake(send);

/** The view of the moment, and what ends it. */
let view = null;
let leaving = new AbortController();

/** Where the library was left, so that it can be found again there. */
let libraryHash = '#/';
let libraryScroll = 0;
let lastTask = null;

/** A single file opens when it is on the server, unless the person does something else meanwhile. */
let openWhenSent = null;

document.documentElement.lang = text.language;
cover.textContent = text.intake.release;
history.scrollRestoration = 'manual';

takeDrops({ cover, onFiles: send });
window.addEventListener('hashchange', () => show(true));
window.addEventListener('beforeunload', (event) => {
  if (queue.busy) {
    event.preventDefault();
  }
});
for (const deed of ['pointerdown', 'keydown']) {
  main.addEventListener(deed, () => { openWhenSent = null; });
}
queue.addEventListener('sent', ({ detail: { upload, task } }) => {
  if (upload.file === openWhenSent && view instanceof Library && task?.id) {
    location.hash = taskLink(task.id);
  }
});
show(false);

/** Hands files in, from wherever the person is. */
function send(files, foldersLeftOut = false) {
  openWhenSent = files.length === 1 && !queue.busy ? files[0] : null;
  queue.add(files, intake.options);
  intake.hint = foldersLeftOut ? text.intake.folders : '';
  if (foldersLeftOut) {
    announcer.alert(text.intake.folders);
  }
  if (!(view instanceof Library)) {
    location.hash = libraryHash;
  }
}

/** Shows what the fragment of the address asks for. */
async function show(moved) {
  if (view instanceof Library) {
    libraryScroll = scrollY;
  }
  leaving.abort();
  leaving = new AbortController();
  const { signal } = leaving;
  const taskId = taskOf(location.hash);
  const cameFrom = lastTask;
  lastTask = taskId;
  view = taskId ? recording(taskId, signal) : library(signal);
  document.title = view.title;
  main.replaceChildren(view.element);
  scrollTo(0, 0);
  await view.open();
  if (signal.aborted || !moved) {
    return;
  }
  if (taskId) {
    view.focus();
  } else {
    scrollTo(0, libraryScroll);
    view.focus(cameFrom);
  }
}

function library(signal) {
  libraryHash = location.hash || '#/';
  const query = new URLSearchParams(location.hash.split('?')[1]);
  const onQuery = (changed) => {
    libraryHash = `#/?${changed}`.replace(/\?$/, '');
    history.replaceState(null, '', libraryHash);
  };
  return new Library({ query, queue, intake, announcer, onQuery, signal });
}

function recording(id, signal) {
  return new Recording(id, {
    announcer,
    signal,
    onGone: () => { location.hash = libraryHash; },
    onTitle: (title) => {
      if (!signal.aborted) {
        document.title = title;
      }
    },
  });
}

/** The task that a fragment names: `#/tasks/<id>`. */
function taskOf(hash) {
  const named = /^#\/tasks\/([^/?]+)/.exec(hash);
  return named ? decodeURIComponent(named[1]) : null;
}
