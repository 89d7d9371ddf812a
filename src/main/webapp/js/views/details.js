import { address, taskPath } from '../base.js';
import { h } from '../dom.js';
import { clock, engineName, languageName, moment, size } from '../format.js';
import { text } from '../text.js';
import { nameOf } from './actions.js';

/**
 * What is known about a task.
 *
 * @param {object} task
 * @returns {HTMLElement}
 */
export function details(task) {
  const { details: labels, recording } = text;
  const facts = [
    [labels.duration, known(task.duration_seconds, clock)],
    [labels.language, known(task.language, languageName)],
    [labels.engine, known(task.engine, engineName)],
    [labels.model, task.model],
    [labels.size, known(task.size, size)],
    [labels.created, known(task.created_at, moment)],
    [labels.attempt, task.attempt > 1 ? recording.attempt(task.attempt) : undefined],
  ];
  const told = facts.filter(([, fact]) => fact !== undefined && fact !== null);
  return h('section', {},
    h('h2', {}, labels.heading),
    h('dl', { class: 'facts' },
      ...told.flatMap(([label, fact]) => [h('dt', {}, label), h('dd', {}, fact)])));
}

/**
 * Links to the transcript as a file.
 *
 * @param {object} task
 * @param {boolean} partial whether the task ended before its transcript was whole
 * @returns {HTMLElement}
 */
export function downloads(task, partial) {
  const name = nameOf(task).replace(/\.[^.]{1,5}$/, '');
  const links = Object.entries(text.downloads.formats).map(([format, label]) => h('li', {},
    h('a', {
      class: 'button',
      href: address(taskPath(task.id, '/transcript'), { format, partial: partial || undefined }),
      download: `${name}.${format}`,
    }, label)));
  return h('section', { class: 'downloads' },
    h('h2', {}, text.downloads.heading),
    h('ul', { role: 'list' }, ...links));
}

function known(value, told) {
  return value === undefined || value === null ? undefined : told(value);
}
