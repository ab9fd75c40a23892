import { removeUpload, type Upload } from '../model/uploads.js';
import { Icon } from '../parts/icon.js';
import { fill, words } from '../words.js';

/** What goes with the next message. */
export function AttachedFiles({ files }: { readonly files: readonly Upload[] }) {
  if (files.length === 0) return null;
  return (
    <ul class="attached">
      {files.map(({ id, name, share, done }) => (
        <li class="attached-file" key={id}>
          <bdi>{done ? name : fill(words.composer.uploading, { name, percent: Math.round(share * 100) })}</bdi>
          {!done && <progress value={share} aria-label={name} />}
          <button
            type="button"
            class="icon-button small"
            aria-label={fill(words.composer.removeFile, { name })}
            onClick={() => removeUpload(id)}
          >
            <Icon name="close" size={16} />
          </button>
        </li>
      ))}
    </ul>
  );
}
