import { useEffect, useRef } from 'preact/hooks';
import type { EvidencePiece } from '../../../services/desk/deskApi.js';
import { Icon } from '../parts/icon.js';
import { words as desk } from '../words.js';
import { sizeWords, typeName } from './fileWords.js';
import { Outside, plain } from './outside.js';

const words = desk.context.evidence;

export type Picture = Extract<EvidencePiece, { kind: 'file' }> & { readonly url: string };

/** One picture over the whole page, the others by the arrow keys. */
export function Lightbox({
  pictures,
  opened,
  show,
  close,
}: {
  readonly pictures: readonly Picture[];
  /** The file's id. */
  readonly opened: string;
  readonly show: (fileId: string) => void;
  readonly close: () => void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const at = pictures.findIndex(({ fileId }) => fileId === opened);
  const picture = pictures[at];
  if (!picture) return null;
  const step = (by: number) => {
    const next = pictures[(at + by + pictures.length) % pictures.length];
    if (next) show(next.fileId);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // The page's own keys are not meant while a picture is open.
    event.stopPropagation();
    const isRightToLeft = dialog.current !== null && getComputedStyle(dialog.current).direction === 'rtl';
    if (event.key === 'ArrowRight') step(isRightToLeft ? -1 : 1);
    if (event.key === 'ArrowLeft') step(isRightToLeft ? 1 : -1);
  };
  return (
    <dialog
      ref={dialog}
      class="about-lightbox"
      aria-label={plain(picture.name)}
      onClose={close}
      onKeyDown={onKeyDown}
      onClick={({ target }) => target === dialog.current && dialog.current?.close()}
    >
      <figure>
        <img src={picture.url} alt={plain(picture.shows ?? picture.name)} />
        <figcaption>
          <span class="about-row">
            <Outside text={picture.name} />
            <span class="about-soft">
              {typeName(picture.contentType)}, {sizeWords(picture.size)}
              {pictures.length > 1 && `, ${at + 1} ${words.of} ${pictures.length}`}
            </span>
            {picture.shows !== undefined && <Outside text={picture.shows} />}
          </span>
          <span class="about-buttons">
            {pictures.length > 1 && (
              <>
                <button type="button" class="about-icon-button" aria-label={words.before} onClick={() => step(-1)}>
                  <Icon name="before" />
                </button>
                <button type="button" class="about-icon-button" aria-label={words.after} onClick={() => step(1)}>
                  <Icon name="after" />
                </button>
              </>
            )}
            <a class="about-button" href={picture.url} download={plain(picture.name)}>
              {words.download}
            </a>
            <button type="button" class="about-button is-main" onClick={() => dialog.current?.close()}>
              {words.close}
            </button>
          </span>
        </figcaption>
      </figure>
    </dialog>
  );
}
