import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../parts/icon.js';
import { words as desk } from '../words.js';
import { Outside } from './outside.js';

const words = desk.context.copy;
const SHOWN_MS = 2_000;

/** A number with a button that copies it. `label`: what the button says it does. */
export function Copied({ text, label }: { readonly text: string; readonly label: string }) {
  const number = useRef<HTMLElement>(null);
  const [became, setBecame] = useState<keyof typeof words>();
  useEffect(() => {
    if (became !== 'done') return undefined;
    const timer = setTimeout(() => setBecame(undefined), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [became]);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setBecame('done');
    } catch {
      // Refused, or a page by plain http: selected, it can be copied by hand.
      if (number.current) getSelection()?.selectAllChildren(number.current);
      setBecame('failed');
    }
  };
  return (
    <span class="about-copied">
      <span ref={number} class="about-number">
        <Outside text={text} />
      </span>
      <button type="button" class="about-icon-button" aria-label={label} title={label} onClick={() => void copy()}>
        <Icon name={became === 'done' ? 'resolved' : 'copy'} />
      </button>
      <span class="about-became" role="status">
        {became && words[became]}
      </span>
    </span>
  );
}
