import { useEffect, useRef } from 'preact/hooks';
import { isSignedOut } from '../model/session.js';
import { words } from '../words.js';

/** Over the page, which stays as it was: what is written stands in this tab's storage, and is there again afterwards. */
export function SignedOut() {
  return isSignedOut.value ? <Notice /> : null;
}

function Notice() {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog
      ref={dialog}
      class="dialog"
      aria-label={words.signedOut.heading}
      onCancel={(event) => event.preventDefault()}
    >
      <div class="dialog-inner">
        <h2>{words.signedOut.heading}</h2>
        <p>{words.signedOut.text}</p>
        <p class="dialog-foot">
          <button type="button" class="button primary" onClick={() => location.reload()}>
            {words.signedOut.do}
          </button>
        </p>
      </div>
    </dialog>
  );
}
