import type { Context } from '../../../services/desk/deskApi.js';
import { words as desk } from '../words.js';
import { Copied } from './copied.js';
import { Facts } from './facts.js';
import { moneyWords } from './money.js';
import { Outside } from './outside.js';
import { When } from './when.js';

const words = desk.context.order;
type Order = NonNullable<Context['order']>;

/** The order as its system tells it. */
export function OrderFacts({ order }: { readonly order: Order }) {
  const { title, sellerName, paid, units, paidAt, paidBy, route, buyerTier, programmes, tracking, shipTo } = order;
  const { shipBy, deliverBy, shippedAt, deliveredAt, confirmedAt } = order;
  return (
    <>
      <p class="about-title">
        <Outside text={title} />
      </p>
      <Facts
        rows={[
          [words.number, <Copied key="number" text={order.orderId} label={words.copyNumber} />],
          [words.seller, <Outside key="seller" text={sellerName} />],
          [words.paid, `${moneyWords(paid)}, ${words.by[paidBy]}`],
          [words.units, <Outside key="units" text={`${units.count.toLocaleString('en-GB')} ${units.noun}`} />],
          [words.route, words.routes[route]],
          [words.tier, buyerTier && words.tiers[buyerTier]],
          [
            words.programmes,
            programmes.length > 0 ? programmes.map((each) => words.programme[each]).join(', ') : undefined,
          ],
          [words.paidAt, <When key="paidAt" at={paidAt} />],
          [words.shipBy, <When key="shipBy" at={shipBy} />],
          [words.deliverBy, deliverBy === undefined ? undefined : <When at={deliverBy} />],
          [words.shippedAt, shippedAt === undefined ? words.notYet : <When at={shippedAt} />],
          [words.deliveredAt, deliveredAt === undefined ? words.notYet : <When at={deliveredAt} />],
          [words.confirmedAt, confirmedAt === undefined ? words.notYet : <When at={confirmedAt} />],
          [words.shipTo, shipTo && countryName(shipTo)],
          [words.tracking, tracking && <Tracking {...tracking} />],
        ]}
      />
    </>
  );
}

function Tracking({ number, carrier, status }: NonNullable<Order['tracking']>) {
  return (
    <>
      <Copied text={number} label={words.copyTracking} />
      <span class="about-soft">
        <Outside text={carrier} />, {words.trackingStatus[status]}
      </span>
    </>
  );
}

function countryName(code: string): string {
  try {
    return new Intl.DisplayNames('en-GB', { type: 'region' }).of(code) ?? code;
  } catch {
    return code; // No country that this browser knows.
  }
}
