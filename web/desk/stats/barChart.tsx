import { useId } from 'preact/hooks';
import { words as desk } from '../words.js';
import { Figure } from './figure.js';

const words = desk.stats.hours;

/** `value`: undefined where there is none, which is not 0. */
export type Bar = { readonly from: number; readonly value: number | undefined };

const WIDTH = 10;
const HEIGHT = 60;
/** So that a 1 beside a 100 is seen. */
const LEAST = 2;
const LABEL_EVERY = 6;

/** Bars by hour, each with its own words, and the same figures as a table behind them. */
export function BarChart({
  id,
  title,
  bars,
  headline,
  most,
  column,
  as,
}: {
  readonly id: string;
  readonly title: string;
  readonly bars: readonly Bar[];
  readonly headline: { readonly label: string; readonly value: number | undefined };
  /** What the highest bar is called. */
  readonly most: string;
  /** What the values are called in the table. */
  readonly column: string;
  readonly as: (value: number) => string;
}) {
  const ids = useId();
  const highest = bars.reduce<Bar | undefined>(
    (found, bar) => ((bar.value ?? 0) > (found?.value ?? 0) ? bar : found),
    undefined,
  );
  const top = highest?.value;
  const told = [
    `${words.fromTo}.`,
    headline.value === undefined ? `${words.nothingHere}.` : `${headline.label}: ${as(headline.value)}.`,
    ...(highest && top !== undefined ? [`${most}: ${as(top)} (${hourWords(highest.from)}).`] : []),
  ].join(' ');
  return (
    <figure class="stats-chart" data-chart={id}>
      <figcaption>
        <span class="stats-chart-title">{title}</span>
        <span class="stats-soft">
          {headline.label}: <Figure of={headline.value} as={as} />
        </span>
      </figcaption>
      <div class="stats-plot">
        <span class="stats-top" aria-hidden="true">
          {top === undefined ? '' : as(top)}
        </span>
        <svg
          viewBox={`0 0 ${bars.length * WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          role="img"
          aria-labelledby={`${ids}-title`}
          aria-describedby={`${ids}-desc`}
        >
          <title id={`${ids}-title`}>{title}</title>
          <desc id={`${ids}-desc`}>{told}</desc>
          {bars.map(({ from, value }, index) => (
            <g key={from}>
              <title>{`${hourWords(from)}: ${value === undefined ? words.nothingHere : as(value)}`}</title>
              <rect class="stats-hit" x={index * WIDTH} y={0} width={WIDTH} height={HEIGHT} />
              {value !== undefined && value > 0 && <Rise index={index} part={value / (top ?? value)} />}
            </g>
          ))}
        </svg>
        <div class="stats-axis" aria-hidden="true">
          {bars
            .filter((_, index) => index % LABEL_EVERY === 0)
            .map(({ from }) => (
              <span key={from}>{hourWords(from)}</span>
            ))}
        </div>
      </div>
      <details class="stats-behind">
        <summary>{words.asTable}</summary>
        <table>
          <caption class="stats-hidden">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{words.hour}</th>
              <th scope="col">{column}</th>
            </tr>
          </thead>
          <tbody>
            {bars.map(({ from, value }) => (
              <tr key={from}>
                <th scope="row">{hourWords(from)}</th>
                <td>
                  <Figure of={value} as={as} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}

function Rise({ index, part }: { readonly index: number; readonly part: number }) {
  const height = Math.max(LEAST, part * HEIGHT);
  return <rect class="stats-bar" x={index * WIDTH + 1.5} y={HEIGHT - height} width={WIDTH - 3} height={height} />;
}

/** "14:00", in the agent's own zone. */
function hourWords(from: number): string {
  return new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }).format(from);
}
