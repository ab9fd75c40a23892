import type { AuditEntry, Me } from '../../../services/desk/deskApi.js';
import { words as desk } from '../words.js';
import { Outside } from './outside.js';
import { When } from './when.js';

const words = desk.context.audit;

/** Who did what, newest first. */
export function AuditTrail({ audit, me }: { readonly audit: readonly AuditEntry[]; readonly me: Pick<Me, 'id'> }) {
  return (
    <ol class="about-audit">
      {audit
        .toSorted((one, other) => other.at - one.at)
        .map(({ at, agent, action, detail }, index) => (
          <li key={index} class="about-row">
            <span>
              {agent.id === me.id ? words.you : <Outside text={agent.name} />} <Outside text={actionWords(action)} />
            </span>
            {detail !== undefined && <Outside text={detail} />}
            <span class="about-soft">
              <When at={at} />
            </span>
          </li>
        ))}
    </ol>
  );
}

function actionWords(action: string): string {
  return (Object.hasOwn(words.action, action) && words.action[action]) || action;
}
