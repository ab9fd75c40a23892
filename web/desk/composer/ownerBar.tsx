import { busyWith, claim } from '../model/commands.js';
import { isLead, me } from '../model/session.js';
import type { OpenThread } from '../model/threads.js';
import { fill, words } from '../words.js';

/** Why this agent cannot reply just now, and the one button that changes it. Nothing where they can. */
export function OwnerBar({ thread: { conversationId, owner, resolved } }: { readonly thread: OpenThread }) {
  const claimButton = (label: string) => (
    <button
      type="button"
      class="button primary"
      disabled={busyWith.value === conversationId}
      onClick={() => void claim(conversationId)}
    >
      {label}
    </button>
  );
  if (owner.kind === 'bot') {
    const text = resolved ? fill(words.composer.resolvedBy, { name: resolved.by.name }) : words.composer.botHasIt;
    return (
      <div class="owner-bar">
        <p>{text}</p>
        {claimButton(words.composer.takeOver)}
      </div>
    );
  }
  if (owner.kind === 'queued')
    return (
      <div class="owner-bar waits">
        <p>{words.composer.queuedBy}</p>
        {claimButton(words.composer.claim)}
      </div>
    );
  if (owner.agent.id === me.value?.id) return null;
  const { otherHasIt, otherHasItLead } = words.composer;
  return (
    <div class="owner-bar other">
      <p>
        <bdi>{fill(isLead.value ? otherHasItLead : otherHasIt, { name: owner.agent.name })}</bdi>
      </p>
    </div>
  );
}
