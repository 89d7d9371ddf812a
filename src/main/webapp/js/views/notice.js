import { h } from '../dom.js';
import { text } from '../text.js';

/**
 * A short message on the page.
 *
 * @param {'plain'|'warn'|'bad'|'good'} kind
 * @param {...(Node|string)} content paragraphs; strings become one each
 */
export function notice(kind, ...content) {
  const paragraphs = content.map((part) => (typeof part === 'string' ? h('p', {}, part) : part));
  return h('div', { class: `notice notice-${kind}` }, h('div', {}, ...paragraphs));
}

/** A notice with a button that takes it away. */
export function dismissible(kind, ...content) {
  const element = notice(kind, ...content);
  element.append(h('button', { type: 'button', onclick: () => element.remove() }, text.actions.close));
  return element;
}

/**
 * A problem in one sentence, with its code.
 *
 * @param {import('../http.js').Problem} problem
 */
export function sentenceOf(problem) {
  return text.problems.withCode(problem.message, problem.code);
}
