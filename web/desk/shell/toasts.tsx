import { dropToast, toasts } from '../model/commands.js';
import { Icon } from '../parts/icon.js';
import { words } from '../words.js';

/** What was done, or why not; gone by itself after a while. */
export function Toasts() {
  return (
    <div class="toasts" role="status">
      {toasts.value.map(({ id, text, isBad }) => (
        <div class={isBad ? 'toast bad' : 'toast'} key={id}>
          <p>
            <bdi>{text}</bdi>
          </p>
          <button type="button" class="icon-button small" aria-label={words.thread.close} onClick={() => dropToast(id)}>
            <Icon name="close" size={16} />
          </button>
        </div>
      ))}
    </div>
  );
}
