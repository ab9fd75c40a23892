import type { TimelineEntry } from '../../../services/desk/deskApi.js';
import { Icon } from '../parts/icon.js';
import { words as desk } from '../words.js';
import { Outside } from './outside.js';
import { When } from './when.js';

const words = desk.context.cases;

/** The stops of a case: a tick behind it, a ring where it is, and what lies ahead. */
export function CaseTimeline({ timeline }: { readonly timeline: readonly TimelineEntry[] }) {
  return (
    <ol class="about-timeline" aria-label={words.way}>
      {timeline.map(({ text, when, at }, index) => (
        <li key={index} class={`is-${when}`} aria-current={when === 'now' ? 'step' : undefined}>
          <span class="about-dot">{when === 'done' && <Icon name="resolved" />}</span>
          <span class="about-row">
            <span>
              <span class={when === 'now' ? 'about-now' : 'about-hidden'}>{words.stop[when]}</span>{' '}
              <Outside text={text} />
            </span>
            {at !== undefined && (
              <span class="about-soft">
                <When at={at} isAhead={when !== 'done'} />
              </span>
            )}
          </span>
        </li>
      ))}
    </ol>
  );
}
