import type { SellerVerdict } from '../../../services/desk/deskApi.js';
import { words as desk } from '../words.js';
import { Chip, type Tone } from './chip.js';
import { Outside } from './outside.js';
import { When } from './when.js';

const words = desk.context.verdict;

/** Does the seller cooperate, and which facts show it. */
export function VerdictView({ verdict }: { readonly verdict: SellerVerdict }) {
  const { tone, text } = standingOf(verdict);
  return (
    <div class={`about-verdict is-${tone}`}>
      <p class="about-chips">
        <Chip tone={tone}>{text}</Chip>
      </p>
      <p class="about-title">{words.kind[verdict.kind]}</p>
      {verdict.reasons.length === 0 ? (
        <p class="about-none">{words.noEvidence}</p>
      ) : (
        <>
          <h4>{words.evidence}</h4>
          <ul class="about-reasons">
            {verdict.reasons.map(({ text: said, at, source }) => (
              <li key={`${said} ${at ?? ''}`}>
                <Outside text={said} />
                {(at !== undefined || source !== undefined) && (
                  <span class="about-soft">
                    {at !== undefined && <When at={at} />}
                    {at !== undefined && source !== undefined && '; '}
                    {source !== undefined && <Outside text={`${words.source}: ${source}`} />}
                  </span>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

/** In two words, for the chip. */
export function standingOf({ kind, isUncooperative }: SellerVerdict): { readonly tone: Tone; readonly text: string } {
  if (isUncooperative) return { tone: 'bad', text: words.isUncooperative };
  if (kind === 'cooperates') return { tone: 'good', text: words.isCooperative };
  return { tone: 'calm', text: words.isOpen };
}
