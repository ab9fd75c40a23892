import type { Stats } from '../../../services/desk/deskApi.js';
import { words as desk } from '../words.js';
import { abandonmentOf, firstResponseOf, resolutionOf } from './averages.js';
import { durationWords } from './durations.js';
import { Figure } from './figure.js';

const { tile, note } = desk.stats;

/** The six figures that are looked at first. */
export function Tiles({ stats }: { readonly stats: Stats }) {
  const { waiting, longestWaitMs, open, hours } = stats;
  return (
    <dl class="stats-tiles">
      <Tile of="waiting" value={waiting} as={String} note={note.waiting} />
      <Tile of="longestWait" value={longestWaitMs} as={durationWords} note={note.longestWait} />
      <Tile of="open" value={open} as={String} note={note.open} />
      <Tile of="firstResponse" value={firstResponseOf(hours)} as={durationWords} note={note.last24} />
      <Tile of="resolution" value={resolutionOf(hours)} as={durationWords} note={note.last24} />
      <Tile of="abandonment" value={abandonmentOf(hours)} as={percent} note={note.abandonment} />
    </dl>
  );
}

function Tile(props: {
  readonly of: keyof typeof tile;
  readonly value: number | undefined;
  readonly as: (value: number) => string;
  readonly note: string;
}) {
  return (
    <div class="stats-tile" data-tile={props.of}>
      <dt>{tile[props.of]}</dt>
      <dd class="stats-value">
        <Figure of={props.value} as={props.as} />
      </dd>
      <dd class="stats-soft">{props.note}</dd>
    </div>
  );
}

function percent(part: number): string {
  return part.toLocaleString('en-GB', { style: 'percent', maximumFractionDigits: 0 });
}
