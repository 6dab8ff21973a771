/**
 * Whether what a scenario promises can be kept by the rates of the data set: of each order by some rate for its weight, from a port of a
 * plant that makes its product and may serve its customer. What goes the same day is as long on the road as carriers take for that.
 */
import type { RecordedScenario } from '../../schema/outbound/scenario.ts';
import { profileOf } from '../../schema/own-parts.ts';
import { durationMs, durationText } from '../../schema/units.ts';
import type { BrunelData } from './brunel.ts';
import type { FreightRate, ListedOrder } from './data-set.ts';

const DAY_MS = 86_400_000;
/** Share of the orders that can be there in time; with fewer a promise is likely a slip. Source: assumption. */
const IN_TIME_MIN = 0.5;

export type Promised =
  | { readonly kind: 'kept' }
  /** No order can be there in time. */
  | { readonly kind: 'never'; readonly says: string }
  | { readonly kind: 'seldom'; readonly says: string };

export function promiseOf(scenario: RecordedScenario, data: BrunelData): Promised {
  const { promise, limits } = scenario;
  const { sameDayMs } = profileOf(scenario, scenario.carriers.profile).transit;
  const pickupMs = durationMs(limits.pickupLead);
  const roadMs = ({ transitDays }: FreightRate): number =>
    transitDays > 0 ? transitDays * DAY_MS : sameDayMs;
  const withinMs = durationMs(promise.within);
  const origins = new Set(data.plants.flatMap(({ ports }) => ports));
  const used = data.rates.filter(({ origin }) => origins.has(origin));
  const fastestMs = used.reduce((least, rate) => Math.min(least, roadMs(rate)), Infinity);
  if (withinMs < pickupMs + fastestMs)
    return {
      kind: 'never',
      says: `${promise.within} is less than the ${durationText(fastestMs)} of the fastest rate and the ${durationText(pickupMs)} until it is picked up. Promise more`,
    };
  const priced = ordersFor(data, used);
  const inTime = ordersFor(
    data,
    used.filter((rate) => pickupMs + roadMs(rate) <= withinMs),
  );
  if (inTime >= IN_TIME_MIN * priced) return { kind: 'kept' };
  const percent = Math.round((100 * inTime) / priced);
  return {
    kind: inTime === 0 ? 'never' : 'seldom',
    says: `in ${promise.within} rates can bring ${inTime} of the ${priced} orders that have one (${percent} %) to where they go. Promise more`,
  };
}

/** Orders that one of the rates is for. */
function ordersFor({ orders, plants }: BrunelData, rates: readonly FreightRate[]): number {
  const byOrigin = Map.groupBy(rates, ({ origin }) => origin);
  const ratesFrom = plants.map(({ ports }) => ports.flatMap((port) => byOrigin.get(port) ?? []));
  const serves = ({ product, customer, destination, weightGrams }: ListedOrder): boolean =>
    plants.some(
      ({ products, customers }, plant) =>
        products.has(product) &&
        (customers === null || customers.has(customer)) &&
        ratesFrom[plant]!.some(
          (rate) =>
            rate.destination === destination &&
            rate.minWeightGrams <= weightGrams &&
            weightGrams <= rate.maxWeightGrams,
        ),
    );
  return orders.filter(serves).length;
}
