import { h, setAttribute, setShown } from '../dom.js';
import { text } from '../text.js';

const STAGES = ['uploading', 'queued', 'transcribing', 'aligning', 'diarizing', 'complete'];

/** The stages of a task as a rail: what is done, what is under way, what comes. */
export class StageRail {
  #stages = new Map();

  constructor() {
    for (const stage of STAGES) {
      this.#stages.set(stage, h('li', { class: 'stage' }, h('span', {}, text.stages[stage])));
    }
    this.#stages.get('diarizing').hidden = true;
    this.element = h('ol', { class: 'stages', role: 'list', 'aria-label': text.recording.stages },
      ...this.#stages.values());
  }

  /** @param {string} current the stage of the moment */
  show(current) {
    const place = STAGES.indexOf(current);
    if (current === 'diarizing') {
      setShown(this.#stages.get(current), true);
    }
    STAGES.forEach((stage, index) => {
      const element = this.#stages.get(stage);
      const done = index < place || current === 'complete';
      setAttribute(element, 'data-state', done ? 'done' : index === place ? 'now' : 'ahead');
      setAttribute(element, 'aria-current', index === place ? 'step' : undefined);
    });
  }
}
