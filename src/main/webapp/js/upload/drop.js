/**
 * Lets the whole page take files that are dropped on it.
 *
 * @param {object} options
 * @param {HTMLElement} options.cover shown while files hover over the page
 * @param {(files: File[], foldersLeftOut: boolean) => void} options.onFiles
 */
export function takeDrops({ cover, onFiles }) {
  let depth = 0;
  const hover = (change) => {
    depth = Math.max(0, depth + change);
    cover.hidden = depth === 0;
  };

  document.addEventListener('dragenter', (event) => {
    if (carriesFiles(event)) {
      event.preventDefault();
      hover(+1);
    }
  });
  document.addEventListener('dragleave', (event) => {
    if (carriesFiles(event)) {
      hover(-1);
    }
  });
  document.addEventListener('dragover', (event) => {
    if (carriesFiles(event)) {
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
    }
  });
  document.addEventListener('drop', (event) => {
    if (carriesFiles(event)) {
      event.preventDefault();
      hover(-depth);
      const items = [...event.dataTransfer.items].filter((item) => item.kind === 'file');
      const files = items.filter((item) => !isFolder(item)).map((item) => item.getAsFile());
      onFiles(files.filter((file) => file !== null), items.some(isFolder));
    }
  });
}

function carriesFiles(event) {
  return event.dataTransfer?.types.includes('Files') ?? false;
}

function isFolder(item) {
  return item.webkitGetAsEntry()?.isDirectory ?? false;
}
