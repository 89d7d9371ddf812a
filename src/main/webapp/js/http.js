import { address } from './base.js';
import { text } from './text.js';

/** Something went wrong between the page and the server, told as RFC 9457 tells it. */
export class Problem extends Error {
  /**
   * @param {object} fields
   * @param {number} fields.status HTTP status; 0 where there was no answer
   * @param {string} fields.code stable, for programs and for support
   * @param {string} fields.message for the person
   */
  constructor({ status, code, message }) {
    super(message);
    this.name = 'Problem';
    this.status = status;
    this.code = code;
  }

  /** Whether asking again later may help. */
  get passing() {
    return this.status === 0 || this.status >= 500;
  }
}

/** The server could not be reached. */
export function unreachable() {
  return new Problem({ status: 0, code: 'UNREACHABLE', message: text.problems.unreachable });
}

/**
 * The problem that an answer tells.
 *
 * @param {number} status
 * @param {string} body as received; may be anything, a proxy's page for example
 */
export function problemOf(status, body) {
  const told = parsed(body);
  return new Problem({
    status,
    code: told?.code ?? `HTTP_${status}`,
    message: told?.detail || told?.title || text.problems.status(status),
  });
}

/**
 * The body of a good answer.
 *
 * @param {number} status
 * @param {string} body
 * @returns {any} `null` where the answer is empty
 * @throws {Problem} where it is no JSON, a login page for example
 */
export function contentOf(status, body) {
  if (body === '') {
    return null;
  }
  const content = parsed(body);
  if (content === undefined) {
    throw new Problem({ status, code: 'NOT_JSON', message: text.problems.notJson });
  }
  return content;
}

/**
 * Asks the server and reads its JSON.
 *
 * @param {string} path relative to the context root
 * @param {object} [options]
 * @param {string} [options.method]
 * @param {Record<string, string|number|boolean|undefined>} [options.query]
 * @param {AbortSignal} [options.signal]
 * @returns {Promise<any>}
 * @throws {Problem} where the answer is not a good one
 * @throws {DOMException} `AbortError` where the signal ended it
 */
export async function request(path, { method = 'GET', query, signal } = {}) {
  let status;
  let body;
  try {
    const response = await fetch(address(path, query), {
      method,
      signal,
      headers: { Accept: 'application/json, application/problem+json' },
    });
    status = response.status;
    body = await response.text();
  } catch (failure) {
    throw failure.name === 'AbortError' ? failure : unreachable();
  }
  if (status < 200 || status > 299) {
    throw problemOf(status, body);
  }
  return contentOf(status, body);
}

function parsed(body) {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
