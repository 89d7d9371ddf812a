import { h } from '../dom.js';
import { text } from '../text.js';

/**
 * Asks before something that cannot be undone.
 *
 * @param {object} question
 * @param {string} question.title
 * @param {string} question.detail what it means
 * @param {string} question.action the name of what would be done
 * @returns {Promise<boolean>} whether the person wants it
 */
export function confirmed({ title, detail, action }) {
  return new Promise((resolve) => {
    const dialog = h('dialog', { 'aria-labelledby': 'question', 'aria-describedby': 'meaning' },
      h('h2', { id: 'question' }, title),
      h('p', { id: 'meaning' }, detail),
      h('div', { class: 'dialog-actions' },
        h('button', { type: 'button', autofocus: true, onclick: () => dialog.close() }, text.actions.keep),
        h('button', { type: 'button', class: 'danger', onclick: () => dialog.close('yes') }, action)));
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
