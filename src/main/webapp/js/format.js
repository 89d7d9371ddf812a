import { locale, text } from './text.js';

const TIME = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
const DAY = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
const LANGUAGES = new Intl.DisplayNames(locale, { type: 'language', fallback: 'code' });
const SIZES = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'];

/**
 * A place in a recording, or its length: `0:05`, `12:34`, `1:02:03`.
 *
 * @param {number} seconds
 */
export function clock(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (number) => String(number).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  const rest = two(whole % 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}

/**
 * A moment, said shortly: `Today 14:03`, `3 May 2025, 14:03`.
 *
 * @param {string} instant ISO-8601
 * @param {Date} [now]
 */
export function moment(instant, now = new Date()) {
  const date = new Date(instant);
  const time = TIME.format(date);
  const day = date.toDateString();
  if (day === now.toDateString()) {
    return text.today(time);
  }
  const yesterday = new Date(now);
  yesterday.setDate(now.getDate() - 1);
  return day === yesterday.toDateString() ? text.yesterday(time) : `${DAY.format(date)}, ${time}`;
}

/**
 * A size in the unit that suits it: `48 MB`.
 *
 * @param {number} bytes
 */
export function size(bytes) {
  const power = Math.min(SIZES.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: SIZES[power],
    maximumSignificantDigits: 3,
  }).format(bytes / 1000 ** power);
}

/**
 * The name of a language.
 *
 * @param {string} code ISO 639-1
 */
export function languageName(code) {
  try {
    return LANGUAGES.of(code);
  } catch {
    return code;
  }
}

/** The name of an engine, as people know it. */
export function engineName(engine) {
  return text.engines[engine] ?? engine;
}
