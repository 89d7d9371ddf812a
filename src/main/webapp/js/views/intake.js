import { h, setText } from '../dom.js';
import { languageName } from '../format.js';
import { locale, text } from '../text.js';

const ACCEPTED = 'audio/*,video/*,.amr,.m4a,.mka,.mkv,.oga,.opus,.wma';

/** What people mostly speak in recordings; the server knows more. */
const LANGUAGES = [
  'ar', 'cs', 'da', 'de', 'el', 'en', 'es', 'fi', 'fr', 'he', 'hi', 'hu', 'id', 'it', 'ja', 'ko',
  'nl', 'no', 'pl', 'pt', 'ro', 'ru', 'sk', 'sv', 'th', 'tr', 'uk', 'vi', 'zh',
];

/** Where recordings are handed in: a place to drop them, a button, and how to treat them. */
export class Intake {
  #language;
  #hint = h('p', { class: 'intake-hint', hidden: true });

  /** @param {(files: File[]) => void} onFiles */
  constructor(onFiles) {
    const picker = h('input', { type: 'file', multiple: true, accept: ACCEPTED, hidden: true });
    picker.addEventListener('change', () => {
      onFiles([...picker.files]);
      picker.value = '';
    });
    this.#language = h('select', { autocomplete: 'off' },
      h('option', { value: '' }, text.intake.detect), ...languages());
    this.element = h('section', { class: 'intake' },
      h('p', {}, text.intake.drop),
      h('button', { type: 'button', class: 'primary', onclick: () => picker.click() }, text.intake.choose),
      picker,
      h('label', { class: 'field' }, text.intake.spoken, this.#language),
      this.#hint);
  }

  /** What the person chose, by the names of the REST interface. */
  get options() {
    return { language: this.#language.value };
  }

  /** Says what could not be taken, or with an empty text nothing. */
  set hint(sentence) {
    setText(this.#hint, sentence);
    this.#hint.hidden = sentence === '';
  }

  /** Takes more room while there is nothing else to see. */
  set prominent(prominent) {
    this.element.classList.toggle('intake-empty', prominent);
  }
}

function languages() {
  const names = LANGUAGES.map((code) => ({ code, name: languageName(code) }));
  names.sort((one, other) => one.name.localeCompare(other.name, locale));
  return names.map(({ code, name }) => h('option', { value: code }, name));
}
