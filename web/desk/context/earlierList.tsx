import type { EarlierConversation } from '../../../services/desk/deskApi.js';
import { words as desk } from '../words.js';
import { Outside } from './outside.js';
import { When } from './when.js';

const words = desk.context.earlier;

/** What this buyer wrote about before. */
export function EarlierList({
  earlier,
  open,
}: {
  readonly earlier: readonly EarlierConversation[];
  readonly open: ((conversationId: string) => void) | undefined;
}) {
  return (
    <ul class="about-earlier">
      {earlier.map((each) => (
        <li key={each.conversationId}>
          {open ? (
            <button type="button" onClick={() => open(each.conversationId)}>
              <Told {...each} />
            </button>
          ) : (
            <Told {...each} />
          )}
        </li>
      ))}
    </ul>
  );
}

function Told({ summary, lastLineAt, caseIds }: EarlierConversation) {
  return (
    <span class="about-row">
      <Outside text={summary === '' ? words.noSummary : summary} />
      <span class="about-soft">
        {lastLineAt !== undefined && <When at={lastLineAt} />}
        {lastLineAt !== undefined && caseIds.length > 0 && ', '}
        {caseIds.length > 0 && <Outside text={caseIds.join(', ')} />}
      </span>
    </span>
  );
}
