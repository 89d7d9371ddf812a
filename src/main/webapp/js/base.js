/**
 * Where this application lives. The page may be deployed under any context root, so every address
 * is made from the address of this module.
 */
export const base = new URL('../', import.meta.url);

/**
 * The absolute address of a path of this application.
 *
 * @param {string} path relative to the context root, for example `api/tasks`
 * @param {Record<string, string|number|boolean|undefined>} [query] left out where undefined or empty
 * @returns {string}
 */
export function address(path, query = {}) {
  const url = new URL(path, base);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') {
      url.searchParams.set(name, String(value));
    }
  }
  return url.href;
}

/**
 * The path of a task in the REST interface.
 *
 * @param {string} id
 * @param {string} [rest] what follows, for example `/cancel`
 */
export function taskPath(id, rest = '') {
  return `api/tasks/${encodeURIComponent(id)}${rest}`;
}

/** The address of a task's page, as a fragment. */
export function taskLink(id) {
  return `#/tasks/${encodeURIComponent(id)}`;
}
