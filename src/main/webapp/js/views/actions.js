import { taskPath } from '../base.js';
import { request } from '../http.js';
import { text } from '../text.js';
import { confirmed } from './confirm.js';

/** The name of a task, as people know it. */
export function nameOf(task) {
  return task.file_name || text.library.unnamed;
}

/** Whether work on a task goes on, or will. */
export function isActive(task) {
  return ['uploading', 'queued', 'running'].includes(task.status);
}

/** Stops the work on a task. */
export function cancelTask(task) {
  return request(taskPath(task.id, '/cancel'), { method: 'POST' });
}

/** Begins a new attempt. */
export function retryTask(task) {
  return request(taskPath(task.id, '/retry'), { method: 'POST' });
}

/**
 * Asks, then removes a task with its recording and its transcript.
 *
 * @returns {Promise<boolean>} whether it is gone
 */
export async function deleteTask(task) {
  const wanted = await confirmed({
    title: text.actions.deleteQuestion(nameOf(task)),
    detail: text.actions.deleteMeans,
    action: text.actions.delete,
  });
  if (wanted) {
    await request(taskPath(task.id), { method: 'DELETE' });
  }
  return wanted;
}
