import type { Stats } from '../../../services/desk/deskApi.js';
import { words as desk } from '../words.js';
import { firstResponseOf, resolutionOf, sum } from './averages.js';
import { type Bar, BarChart } from './barChart.js';
import { durationWords } from './durations.js';

const words = desk.stats.hours;

type Hours = Stats['hours'];

/** A small chart for each thing that is counted by hour: one kind of bar a chart, so no colour has to be told apart. */
export function HourCharts({ hours }: { readonly hours: Hours }) {
  return (
    <section class="stats-part" aria-labelledby="stats-hours">
      <h2 id="stats-hours">{words.heading}</h2>
      {hours.length === 0 ? (
        <p class="stats-soft">{words.nothing}</p>
      ) : (
        <div class="stats-charts">
          {(['asked', 'answered', 'resolved', 'abandoned'] as const).map((count) => (
            <BarChart
              key={count}
              id={count}
              title={words[count]}
              bars={barsOf(hours, (hour) => hour[count])}
              headline={{ label: words.inAll, value: sum(hours.map((hour) => hour[count])) }}
              most={words.most}
              column={words.count}
              as={(value) => value.toLocaleString('en-GB')}
            />
          ))}
          <BarChart
            id="firstResponse"
            title={words.firstResponse}
            bars={barsOf(hours, ({ firstResponseMs }) => firstResponseMs)}
            headline={{ label: words.average, value: firstResponseOf(hours) }}
            most={words.longest}
            column={words.time}
            as={durationWords}
          />
          <BarChart
            id="resolution"
            title={words.resolution}
            bars={barsOf(hours, ({ resolutionMs }) => resolutionMs)}
            headline={{ label: words.average, value: resolutionOf(hours) }}
            most={words.longest}
            column={words.time}
            as={durationWords}
          />
        </div>
      )}
    </section>
  );
}

function barsOf(hours: Hours, value: (hour: Hours[number]) => number | undefined): readonly Bar[] {
  return hours.map((hour) => ({ from: hour.from, value: value(hour) }));
}
