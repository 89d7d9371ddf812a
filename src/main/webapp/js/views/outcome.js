import { h } from '../dom.js';
import { text } from '../text.js';
import { notice } from './notice.js';

const FALLBACK_ENGINE = 'embedded';

/**
 * What a reader should know before trusting the text.
 *
 * @param {object} task
 * @returns {HTMLElement[]}
 */
export function reservations(task) {
  const notices = [];
  if (task.engine === FALLBACK_ENGINE) {
    notices.push(notice('warn', text.basicEngine));
  }
  const warnings = (task.warnings ?? []).filter((warning) => warning !== text.basicEngine);
  if (warnings.length > 0) {
    notices.push(notice('warn', text.warnings,
      h('ul', {}, ...warnings.map((warning) => h('li', {}, warning)))));
  }
  return notices;
}

/**
 * Why there is no whole transcript, and what to do.
 *
 * @param {import('../live/progress.js').Progress} progress
 * @param {string|null} keptUntil up to where there is text
 * @returns {HTMLElement[]}
 */
export function outcome({ ended, error }, keptUntil) {
  const kept = keptUntil ? [text.recording.kept(keptUntil)] : [];
  if (ended === 'cancelled') {
    return [notice('plain', [text.recording.cancelled, ...kept].join(' '))];
  }
  if (ended === 'failed') {
    const code = error?.error_code ?? 'INTERNAL';
    return [notice('bad',
      error?.user_message ?? text.statuses.failed,
      [text.advice[code] ?? text.adviceElse, ...kept].join(' '),
      ...administrators(code, error?.technical_detail))];
  }
  return [];
}

function administrators(code, detail) {
  const told = h('p', { class: 'small' }, text.recording.code(code));
  if (!detail) {
    return [told];
  }
  return [told, h('details', { class: 'small' },
    h('summary', {}, text.recording.technical), h('p', {}, detail))];
}
