import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { closeDialog } from '../model/dialogs.js';
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
  useEffect(() => {
    const from = document.activeElement;
    const shown = dialog.current;
    shown?.showModal();
    return () => {
      shown?.close();
      if (from instanceof HTMLElement && from.isConnected) from.focus();
    };
  }, []);
  const onPress = (event: MouseEvent) => {
    if (event.target === dialog.current) closeDialog();
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Esc does the same, by the browser
    <dialog
      ref={dialog}
      class={isBare ? 'dialog bare' : 'dialog'}
      aria-labelledby={id}
      onClose={closeDialog}
      onClick={onPress}
    >
      <div class="dialog-inner">
        <div class={isBare ? 'hidden' : 'dialog-head'}>
          <h2 id={id}>{heading}</h2>
          {!isBare && (
            <button type="button" class="icon-button" aria-label={words.help.close} onClick={closeDialog}>
              <Icon name="close" />
            </button>
          )}
        </div>
        {children}
      </div>
    </dialog>
  );
}
