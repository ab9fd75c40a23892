import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Gathered } from '../../../services/desk/deskApi.js';
import { ApiError, type AskingApi } from '../api.js';
import { words as desk } from '../words.js';
import { keepEdit, openEdit } from './openEdits.js';
import { Outside, plain } from './outside.js';

const words = desk.context.amend;

type Field = HTMLInputElement | HTMLTextAreaElement;

export type Amending = {
  readonly gathered: Gathered;
  readonly conversationId: string;
  /** The owner's epoch that the agent sees. */
  readonly epoch: number;
  readonly api: AskingApi;
  readonly readAgain: () => Promise<void>;
};

/** The field of one thing that was gathered. Whatever comes meanwhile, what the agent has written stays. */
export function AmendForm(props: Amending & { readonly takesFocus: boolean; readonly close: () => void }) {
  const { gathered, conversationId, takesFocus, close } = props;
  const { field, label, value = '', canAmend } = gathered;
  const id = useId();
  const input = useRef<Field | null>(null);
  const [edit, setEdit] = useState(() => openEdit(conversationId, field) ?? { text: value, from: value });
  const { refusal, isSaving, save } = useSaving(props, edit.text);

  useEffect(() => {
    if (!takesFocus) return;
    input.current?.focus();
    input.current?.setSelectionRange(edit.text.length, edit.text.length);
    // Only at first: later the agent is where they want to be.
  }, []);

  const write = (text: string) => {
    setEdit({ ...edit, text });
    keepEdit(conversationId, field, { ...edit, text });
  };

  const isLong = edit.from.length > 60 || field === 'description';
  const trouble = canAmend ? refusal : words.noLongerYours;
  const shared = {
    ref: (found: Field | null) => {
      input.current = found;
    },
    dir: 'auto',
    maxLength: 4_000,
    readOnly: isSaving,
    autocomplete: 'off',
    'aria-label': plain(label),
    'aria-describedby': `${id}-help ${id}-trouble`,
    'aria-invalid': trouble !== undefined,
    value: edit.text,
    onInput: ({ currentTarget }: { readonly currentTarget: Field }) => write(currentTarget.value),
  } as const;
  return (
    <form
      class="about-form"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => {
        const withControl = event.ctrlKey || event.metaKey;
        // The page has letters of its own, which are not meant here; its command bar (Ctrl+K) is.
        if (!withControl || event.key === 'Enter') event.stopPropagation();
        if (event.isComposing) return;
        if (event.key === 'Escape') close();
        if (event.key === 'Enter' && isLong && withControl) void save();
      }}
    >
      {isLong ? <textarea {...shared} rows={4} /> : <input {...shared} />}
      {value !== edit.from && (
        <p class="about-meanwhile" role="status">
          {words.meanwhile} <Outside text={value} />
        </p>
      )}
      <p id={`${id}-trouble`} class="about-trouble" role="alert">
        {trouble}
      </p>
      <p class="about-buttons">
        <button type="submit" class="about-button is-main" aria-disabled={isSaving || !canAmend}>
          {isSaving ? words.saving : words.save}
        </button>
        <button type="button" class="about-button" onClick={close}>
          {words.cancel}
        </button>
        <span id={`${id}-help`} class="about-help">
          {isLong ? words.helpLong : words.help}
        </span>
      </p>
    </form>
  );
}

function useSaving(
  { gathered, conversationId, epoch, api, readAgain, close }: Parameters<typeof AmendForm>[0],
  text: string,
) {
  const [refusal, setRefusal] = useState<string>();
  const [isSaving, setSaving] = useState(false);
  // Where it is not known what became of it, the same text goes again under the same id: it is done once.
  const unheard = useRef<{ readonly id: string; readonly value: string } | undefined>(undefined);

  const save = async () => {
    if (isSaving || !gathered.canAmend) return;
    const value = text.trim();
    if (value === '') return setRefusal(words.empty);
    if (value === gathered.value) return close();
    const id = unheard.current?.value === value ? unheard.current.id : newId();
    unheard.current = { id, value };
    setRefusal(undefined);
    setSaving(true);
    try {
      await api.command(conversationId, { id, command: 'amend', epoch, field: gathered.field, value });
      await readAgain();
      return close();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const isUnheard = error.code === 'unreachable' || error.code === 'notYet';
      if (!isUnheard) unheard.current = undefined;
      // Refused by what this panel has not seen yet.
      await readAgain();
      setRefusal(refusalWords(error));
      setSaving(false);
    }
  };
  return { refusal, isSaving, save };
}

function refusalWords({ code, message }: ApiError): string {
  const known: Readonly<Record<string, string>> = words.refused;
  return (Object.hasOwn(known, code) && known[code]) || plain(message);
}

function newId(): string {
  // crypto.randomUUID is there by https only.
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
