/**
 * Where a task stands, as a value: made from the task, moved on by the messages of its socket.
 *
 * @typedef {object} Progress
 * @property {number} attempt
 * @property {string} stage
 * @property {number} percentage 0 to 100
 * @property {string} message one short sentence of the server, or empty
 * @property {number|null} etaSeconds
 * @property {number|null} queuePosition 1 for the next in line
 * @property {'completed'|'failed'|'cancelled'|null} ended
 * @property {{error_code: string, user_message: string, technical_detail?: string}|null} error
 */

const ENDED = ['completed', 'failed', 'cancelled'];

/** Below this percentage an estimate is a guess, and is not shown. */
const ETA_FROM_PERCENTAGE = 5;

/**
 * Where the task stood when the server was asked.
 *
 * @param {object} task as `GET api/tasks/{id}` tells it
 * @returns {Progress}
 */
export function progressOf(task) {
  return {
    attempt: task.attempt ?? 0,
    stage: task.stage ?? 'queued',
    percentage: task.percentage ?? 0,
    message: '',
    etaSeconds: null,
    queuePosition: null,
    ended: ENDED.includes(task.status) ? task.status : null,
    error: task.error ?? null,
  };
}

/**
 * Where the task stands after a message.
 *
 * @param {Progress} progress
 * @param {object} message `progress` or `error` of the socket
 * @returns {Progress} the same where the message belongs to an attempt that is over
 */
export function advanced(progress, message) {
  const attempt = message.attempt ?? progress.attempt;
  if (attempt < progress.attempt) {
    return progress;
  }
  if (message.type === 'error') {
    const { error_code, user_message, technical_detail } = message;
    return {
      ...progress,
      attempt,
      etaSeconds: null,
      queuePosition: null,
      ended: error_code === 'CANCELLED' ? 'cancelled' : 'failed',
      error: { error_code, user_message, technical_detail },
    };
  }
  if (progress.ended && attempt === progress.attempt && message.stage !== 'complete') {
    return progress;
  }
  return {
    attempt,
    stage: message.stage,
    percentage: message.percentage ?? 0,
    message: message.message ?? '',
    etaSeconds: message.eta_seconds ?? null,
    queuePosition: message.queue_position ?? null,
    ended: message.stage === 'complete' ? 'completed' : null,
    error: null,
  };
}

/**
 * What the task itself adds to what the messages told: it wins where it is ahead of them.
 *
 * @param {Progress} progress
 * @param {object} task
 * @returns {Progress}
 */
export function reconciled(progress, task) {
  const told = progressOf(task);
  const ahead = told.attempt > progress.attempt
      || (told.attempt === progress.attempt && told.ended && !progress.ended);
  return ahead ? told : progress;
}

/**
 * The seconds that are left, where they are worth telling.
 *
 * @param {Progress} progress
 * @returns {number|null}
 */
export function etaOf(progress) {
  const known = progress.etaSeconds !== null && progress.etaSeconds >= 0;
  const worth = progress.stage !== 'uploading' && progress.percentage >= ETA_FROM_PERCENTAGE;
  return known && worth && !progress.ended ? progress.etaSeconds : null;
}
