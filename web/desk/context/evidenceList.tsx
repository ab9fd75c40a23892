import { useState } from 'preact/hooks';
import type { EvidencePiece } from '../../../services/desk/deskApi.js';
import { fileUrl } from '../api.js';
import { Icon } from '../parts/icon.js';
import { words as desk } from '../words.js';
import { sizeWords, typeName } from './fileWords.js';
import { Lightbox, type Picture } from './lightbox.js';
import { Outside, plain } from './outside.js';
import { ShownUrl } from './shownUrl.js';

const words = desk.context.evidence;

/** Pictures that every browser shows and that run nothing. */
const SHOWN = ['image/jpeg', 'image/png', 'image/webp', 'image/gif'];

/** The pieces that show what happened: pictures to look at, other files to fetch, links to follow. */
export function EvidenceList({
  evidence,
  conversationId,
}: {
  readonly evidence: readonly EvidencePiece[];
  readonly conversationId: string;
}) {
  const [opened, setOpened] = useState<string>();
  const [broken, setBroken] = useState<ReadonlySet<string>>(new Set());
  if (evidence.length === 0) return <p class="about-none">{words.nothing}</p>;

  const files = evidence.flatMap((piece): Picture[] => {
    if (piece.kind !== 'file') return [];
    return [{ ...piece, url: fileUrl(conversationId, piece.fileId) }];
  });
  const isPicture = ({ contentType, fileId }: Picture) => SHOWN.includes(contentType) && !broken.has(fileId);
  const pictures = files.filter(isPicture);
  const others = files.filter((file) => !isPicture(file));
  const links = evidence.filter((piece) => piece.kind === 'link');
  const isOpen = pictures.some(({ fileId }) => fileId === opened);

  return (
    <>
      {pictures.length > 0 && (
        <ul class="about-pictures">
          {pictures.map(({ fileId, name, url, shows }) => (
            <li key={fileId}>
              <button type="button" class="about-thumbnail" onClick={() => setOpened(fileId)}>
                <img
                  src={url}
                  alt={`${words.enlarge}: ${plain(name)}`}
                  loading="lazy"
                  decoding="async"
                  onError={() => setBroken((before) => new Set([...before, fileId]))}
                />
              </button>
              {shows !== undefined && <Outside text={shows} />}
            </li>
          ))}
        </ul>
      )}
      {(others.length > 0 || links.length > 0) && (
        <ul class="about-rows">
          {others.map((file) => (
            <li key={file.fileId}>
              <Icon name="file" />
              <span class="about-row">
                <a href={file.url} download={plain(file.name)}>
                  <Outside text={file.name} />
                </a>
                <span class="about-soft">
                  <Outside text={typeName(file.contentType)} />, {sizeWords(file.size)}
                </span>
                {file.shows !== undefined && <Shows text={file.shows} />}
              </span>
            </li>
          ))}
          {links.map(({ url, shows }, index) => (
            <li key={index}>
              <Icon name="link" />
              <span class="about-row">
                <ShownUrl url={url} />
                {shows !== undefined && <Shows text={shows} />}
              </span>
            </li>
          ))}
        </ul>
      )}
      {isOpen && opened !== undefined && (
        <Lightbox pictures={pictures} opened={opened} show={setOpened} close={() => setOpened(undefined)} />
      )}
    </>
  );
}

function Shows({ text }: { readonly text: string }) {
  return (
    <span class="about-soft">
      {words.shows}: <Outside text={text} />
    </span>
  );
}
