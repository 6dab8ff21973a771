/** What a user wants to know of an outbound scenario before it runs, as rows of a heading and a sentence. */
import { ArrivalRate } from '#mock-systems/erp/arrival-rate';
import type { DemandSettings } from '#mock-systems/erp/settings';
import type { DecisionPoint } from '#orchestrator/core/out';
import { POINTS } from '#orchestrator/decisions/points';
import { DAY_MS, HOUR_MS } from '#sim/shifts/civil';
import { FIRST_CARRIER, firstCarrierOf } from '../../schema/outbound/first-carrier.ts';
import { namesForAll } from '../../schema/outbound/point-places.ts';
import { nameOfPolicy } from '../../schema/outbound/policies.ts';
import { ACTIVITIES, OWNED, ownerOf } from '../../schema/outbound/responsibilities.ts';
import type {
  AnyOutboundScenario,
  OutboundScenario,
  RecordedScenario,
} from '../../schema/outbound/scenario.ts';
import type { OutboundWorld } from '../outbound-world.ts';
import { assumedIn } from './assumed.ts';
import { ownOfNoBound } from './bounds/own-bound.ts';
import { SETTLE_TAIL, settleBound } from './bounds/settle-bound.ts';
import { guideFacts } from './freight/guide-facts.ts';
import { phaseFacts } from './phases/phase-facts.ts';

export type Fact = readonly [heading: string, sentence: string];

/** @param world of this scenario */
export function outboundFacts(scenario: OutboundScenario, world: OutboundWorld): readonly Fact[] {
  const { names, network, tms, wms } = world;
  const { places, customers, products } = scenario.network;
  const unlimited = wms.nodes.filter(({ stock }) => stock === null).length;
  const withDemand = places.filter(({ demand }) => (demand ?? 0) > 0).length;
  return [
    ['orders', ordersSentence(scenario, world)],
    ['goods', `${counted(products.count, 'product')} for ${counted(customers.count, 'customer')}`],
    [
      'network',
      `${counted(names.nodes.length, 'node')}${unlimited === 0 ? '' : ` (${unlimited} with unlimited stock)`}, ${counted(network.lanes.length, 'lane')} to ${counted(withDemand, 'place')} with customers`,
    ],
    ['freight', `${counted(names.carriers.length, 'carrier')}, ${counted(tms.lines.length, 'rate')}`],
    ...guideFacts(scenario.network),
    ['policies', policiesSentence(scenario)],
    ...ownerFacts(scenario),
    ['assumptions', assumptionsSentence(scenario)],
    ['settles', settleSentence(scenario)],
    ...roleFacts(scenario),
    ...phaseFacts(scenario).map((fact): Fact => ['phase', fact]),
  ];
}

/** Of a scenario on the order list of a data set: what can be said without the data. */
export function recordedFacts(scenario: RecordedScenario): readonly Fact[] {
  const { demand, promise } = scenario;
  return [
    [
      'orders',
      `an order list of format ${demand.format}, read with --data DIR, released at ${demand.releaseAt} UTC`,
    ],
    ['promise', `${promise.within} from release`],
    ['policies', policiesSentence(scenario)],
    ['assumptions', assumptionsSentence(scenario)],
  ];
}

/** Where somebody else does what the policies are for, or other work of the orchestrator's. */
function ownerFacts(scenario: OutboundScenario): readonly Fact[] {
  const others = ACTIVITIES.filter((activity) => ownerOf(scenario, activity) !== OWNED[activity].usual);
  if (others.length === 0) return [];
  const said = others.map(
    (activity) => `${activity} (${OWNED[activity].summary}) by ${ownerOf(scenario, activity)}`,
  );
  return [['owners', said.join('; ')]];
}

/** Who a fault means by a role. */
function roleFacts({ faults, network }: OutboundScenario): readonly Fact[] {
  const named = faults?.written?.some((fault) => 'partner' in fault && fault.partner === FIRST_CARRIER);
  const first = firstCarrierOf(network);
  if (named !== true || first === null) return [];
  const { name, lanes, lanesOfAll } = first;
  return [['faults', `${FIRST_CARRIER} is "${name}": first of the guide on ${lanes} of ${lanesOfAll} lanes`]];
}

function policiesSentence(scenario: AnyOutboundScenario): string {
  const others = Object.entries(namesForAll(scenario)).map(
    ([point, name]) => `${POINTS[point as DecisionPoint].about} by ${name}`,
  );
  return `${scenario.policies.map(nameOfPolicy).join(', ')}; ${others.join(', ')}`;
}

function assumptionsSentence(scenario: AnyOutboundScenario): string {
  return `${counted(assumedIn(scenario).length, 'group')} of parameters without another source`;
}

function counted(count: number, what: string): string {
  return `${grouped(count)} ${what}${count === 1 ? '' : 's'}`;
}

/** 27400 -> "27,400". */
export function grouped(count: number): string {
  return String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, ',');
}

function ordersSentence({ demand: { days } }: OutboundScenario, { demand }: OutboundWorld): string {
  if (demand.kind === 'listed' || demand.orders !== undefined) return counted(demand.orders!.length, 'order');
  if (demand.history !== undefined)
    return `${counted(demand.history.customer.length, 'order')} of a history, in ${counted(days, 'day')}`;
  const { ordersMax } = demand.settings;
  const expected = expectedOrders(demand.settings);
  const most = ordersMax === null || ordersMax >= expected ? '' : `, the first ${grouped(ordersMax)} of them`;
  return `about ${grouped(expected)} over ${counted(days, 'day')}${most}`;
}

/** The mean of what a run draws. */
export function expectedOrders(settings: DemandSettings): number {
  const rate = new ArrivalRate(settings);
  let orders = 0;
  for (let at = settings.startAt; at < settings.endAt; at += HOUR_MS) {
    orders += rate.at(at) * Math.min(HOUR_MS, settings.endAt - at);
  }
  return orders;
}

function settleSentence(scenario: OutboundScenario): string {
  const own = ownOfNoBound(scenario);
  if (own !== null)
    return `nobody knows when: "${own.name}" is ${own.what} of your own, and takes what it takes`;
  const { boundMs, chain } = settleBound(scenario);
  if (boundMs === Infinity) return 'never for sure: a node is asked for more than it can do';
  const longest = chain.toSorted((x, y) => y.ms - x.ms).slice(0, 3);
  const why = longest.map(({ what, ms }) => `${what} ${days(ms)}`).join(', ');
  const teams = scenario.people.some(({ staff }) => staff !== undefined)
    ? ', and what teams of people take'
    : '';
  return `within ${days(boundMs)} of release, if each wait is as long as 1 in ${1 / SETTLE_TAIL}: ${why} ...${teams}`;
}

function days(ms: number): string {
  return `${Math.round(ms / DAY_MS)} d`;
}
