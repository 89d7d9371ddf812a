import { h, setAttribute, setText } from '../dom.js';
import { clock } from '../format.js';

const SPEAKER_COLOURS = 6;

/**
 * One line of the transcript: a segment while it is recognised, a turn when it can be read.
 *
 * @typedef {object} Line
 * @property {number} index its place
 * @property {number} start seconds
 * @property {number} end seconds
 * @property {string} text
 * @property {string|null} [speaker] the name to show
 * @property {number} [speakerNumber] from 0, for the colour
 */

/** The transcript as a list of lines, each with its time in the margin. */
export class TranscriptView {
  #lines = new Map();
  #lastIndex = -1;
  #end = 0;

  constructor() {
    this.element = h('ol', { class: 'transcript', role: 'list' });
  }

  /** Whether there is no text. */
  get empty() {
    return this.#lines.size === 0;
  }

  /** Up to where there is text, in seconds. */
  get end() {
    return this.#end;
  }

  /** Tells whether more lines will come: lines keep their true height meanwhile. */
  set live(live) {
    this.element.classList.toggle('transcript-live', live);
  }

  /**
   * Adds a line, or replaces the one at its index.
   *
   * @param {Line} line
   * @returns {boolean} whether the line is new
   */
  put(line) {
    this.#end = Math.max(this.#end, line.end);
    const known = this.#lines.get(line.index);
    if (known) {
      fill(known, line);
      return false;
    }
    const element = emptyLine();
    fill(element, line);
    this.element.insertBefore(element, this.#lineAfter(line.index));
    this.#lines.set(line.index, element);
    this.#lastIndex = Math.max(this.#lastIndex, line.index);
    return true;
  }

  /**
   * Shows exactly these lines; those that are the same stay untouched.
   *
   * @param {Line[]} lines
   */
  replaceAll(lines) {
    const indexes = new Set(lines.map((line) => line.index));
    for (const [index, element] of this.#lines) {
      if (!indexes.has(index)) {
        element.remove();
        this.#lines.delete(index);
      }
    }
    this.#end = 0;
    this.#lastIndex = Math.max(-1, ...this.#lines.keys());
    lines.forEach((line) => this.put(line));
  }

  #lineAfter(index) {
    if (index > this.#lastIndex) {
      return null;
    }
    const later = [...this.#lines.keys()].filter((other) => other > index);
    return this.#lines.get(Math.min(...later));
  }
}

/**
 * The lines of a transcript as the server tells it.
 *
 * @param {object} transcript `GET api/tasks/{id}/transcript` as JSON
 * @returns {Line[]}
 */
export function linesOf(transcript) {
  const speakers = transcript.speakers ?? [];
  return transcript.turns.map((turn, place) => {
    const number = speakers.findIndex((speaker) => speaker.id === turn.speaker);
    return {
      index: indexOf(turn, place),
      start: turn.start,
      end: turn.end,
      text: turn.words.map((word) => word.text).join(' '),
      speaker: speakers[number]?.name ?? turn.speaker,
      speakerNumber: number >= 0 ? number : undefined,
    };
  });
}

/**
 * The line of a segment.
 *
 * @param {object} segment a `segment` message
 * @returns {Line}
 */
export function lineOf({ index, start, end, text, speaker }) {
  return { index, start, end, text, speaker };
}

/** A turn is named after the first segment in it, so the lines of both meet. */
function indexOf(turn, place) {
  const named = /^t(\d+)$/.exec(turn.id);
  return named ? Number(named[1]) : place;
}

function emptyLine() {
  return h('li', { class: 'line' },
    h('span', { class: 'line-margin' }, h('span', { class: 'line-time' })),
    h('p', { class: 'line-text' }));
}

function fill(element, { start, text, speaker, speakerNumber }) {
  const [margin, content] = element.children;
  setText(margin.firstElementChild, clock(start));
  setText(content, text.trim());
  setAttribute(element, 'data-speaker', colourOf(speakerNumber));
  if (speaker) {
    const label = margin.querySelector('.line-speaker')
        ?? margin.appendChild(h('span', { class: 'line-speaker' }));
    setText(label, speaker);
  } else {
    margin.querySelector('.line-speaker')?.remove();
  }
}

function colourOf(speakerNumber) {
  return speakerNumber === undefined ? undefined : (speakerNumber % SPEAKER_COLOURS) + 1;
}
