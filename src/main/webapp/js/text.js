import { english } from './text/en.js';

/** The languages the page speaks; a new one is one more module of the same shape. */
const languages = { en: english };

const wanted = navigator.languages.find((tag) => tag.slice(0, 2) in languages);

/** Every text of the page, in the language of the person. */
export const text = languages[wanted?.slice(0, 2) ?? 'en'];

/** The locale for dates and numbers: the person's own region where it goes with the texts. */
export const locale = wanted ?? text.language;
