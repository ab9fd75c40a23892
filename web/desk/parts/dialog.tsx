import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { closeDialog, openDialog } from '../model/dialogs.js';
import { words } from '../words.js';
import { Icon } from './icon.js';

/** Modal, closed by Esc, the button, or a press beside it; the cursor goes back to where it was. */
export function Dialog({
  heading,
  isBare = false,
  children,
}: {
  readonly heading: string;
  /** The heading is for screen readers only. */
  readonly isBare?: boolean;
  readonly children: ComponentChildren;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  // The browser tells of a close a moment later, when another one may be open already.
  const [name] = useState(openDialog.peek());
  const closeThis = () => {
    if (openDialog.peek() === name) closeDialog();
  };
  // Before the next key is pressed.
  useLayoutEffect(() => {
    const from = document.activeElement;
    const shown = dialog.current;
    shown?.showModal();
    return () => {
      shown?.close();
      if (from instanceof HTMLElement && from.isConnected) from.focus();
    };
  }, []);
  const onPress = (event: MouseEvent) => {
    if (event.target === dialog.current) closeThis();
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Esc does the same, by the browser
    <dialog
      ref={dialog}
      class={isBare ? 'dialog bare' : 'dialog'}
      aria-labelledby={id}
      onClose={closeThis}
      onClick={onPress}
    >
      <div class="dialog-inner">
        <h2 id={id} class={isBare ? 'hidden' : 'dialog-heading'}>
          {heading}
        </h2>
        {children}
        {/* After what is to be filled in, so that the cursor begins there. */}
        {!isBare && (
          <button type="button" class="icon-button dialog-close" aria-label={words.help.close} onClick={closeThis}>
            <Icon name="close" />
          </button>
        )}
      </div>
    </dialog>
  );
}
