import { signal } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import { fileUrl } from '../api.js';
import { Icon } from '../parts/icon.js';
import { fill, words } from '../words.js';
import type { SaidFile } from './readEntry.js';

/** A picture that is looked at in large. */
const looked = signal<{ readonly url: string; readonly name: string } | undefined>(undefined);

/** A file or picture of a message. Only what the desk keeps itself is ever loaded. */
export function FileView({ file, conversationId }: { readonly file: SaidFile; readonly conversationId: string }) {
  if (file.kind === 'kept') {
    const url = fileUrl(conversationId, file.fileId);
    return file.isPicture ? <Picture url={url} name={file.name} /> : <FileLink url={url} name={file.name} />;
  }
  if (file.kind === 'link')
    return (
      <a class="file" href={file.url} target="_blank" rel="noopener noreferrer">
        <Icon name="file" />
        <bdi>{file.url}</bdi>
      </a>
    );
  return (
    <span class="file gone">
      <Icon name="file" />
      <bdi>{file.name || words.thread.transcript}</bdi>
      {file.kind === 'refused' && <span>({words.thread.fileNotKept})</span>}
    </span>
  );
}

function FileLink({ url, name }: { readonly url: string; readonly name: string }) {
  return (
    <a class="file" href={url} download={name}>
      <Icon name="file" />
      <bdi>{name}</bdi>
    </a>
  );
}

function Picture({ url, name }: { readonly url: string; readonly name: string }) {
  const [isBroken, setBroken] = useState(false);
  if (isBroken) return <FileLink url={url} name={name} />;
  return (
    <button
      type="button"
      class="picture"
      aria-label={fill(words.thread.openPicture, { name })}
      onClick={() => {
        looked.value = { url, name };
      }}
    >
      <img src={url} alt="" loading="lazy" onError={() => setBroken(true)} />
    </button>
  );
}

/** Over the page, until it is closed. */
export function LookedAt() {
  const picture = looked.value;
  return picture === undefined ? null : <Large key={picture.url} {...picture} />;
}

function Large({ url, name }: { readonly url: string; readonly name: string }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  const close = () => dialog.current?.close();
  return (
    <dialog
      ref={dialog}
      class="dialog large"
      aria-label={fill(words.thread.picture, { name })}
      onClose={() => {
        looked.value = undefined;
      }}
    >
      <img src={url} alt={name} />
      <p class="dialog-foot">
        <bdi class="large-name">{name}</bdi>
        <a class="button" href={url} download={name}>
          {words.thread.download}
        </a>
        <button type="button" class="button primary" onClick={close}>
          {words.thread.close}
        </button>
      </p>
    </dialog>
  );
}
