/**
 * Demand and network from the scenario file alone.
 *
 * 1. Every draw is keyed by what it is about (order number, product, customer), so an order that is left out changes no
 *    other. Numbers of orders are given by arrival, before any is left out.
 * 2. Names and cities come from faker here, when the world is built, from a generator of its own with a fixed seed: they
 *    are names only and depend on no run seed.
 */
import { base, en, Faker } from '@faker-js/faker';
import { compile } from '#sim/random/distributions';
import { Arrivals } from '#sim/random/nhpp';
import type { Random } from '#sim/random/random';
import { UNITS_MAX } from '../schema/quantities.ts';
import type { Scenario } from '../schema/scenario.ts';
import { durationMs, moneyMinor, weightGrams } from '../schema/units.ts';
import { drawnCount, drawnGrams } from './draws.ts';
import type { Customer, FreightRate, Plant, World, WorldOrder } from './world.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Any fixed number: names must not change from run to run. */
const NAMES_SEED = 20260302;

type GeneratedDemand = Scenario['demand'];
type Network = NonNullable<Scenario['network']>;
export type Landscape = Pick<
  World,
  'plants' | 'ports' | 'carriers' | 'services' | 'products' | 'customers' | 'rates' | 'orders'
>;

export function generateLandscape(
  scenario: Scenario,
  demand: GeneratedDemand,
  network: Network,
  random: Random,
): Landscape {
  const services = [...new Set(network.rates.map((rate) => rate.service))];
  const products = Array.from({ length: demand.products }, (_, no) => `P${String(no + 1).padStart(4, '0')}`);
  return {
    plants: plants(network, demand.products, random),
    ports: network.ports,
    carriers: network.carriers,
    services,
    products,
    customers: customers(demand.customers),
    rates: rates(network, services),
    orders: orders(scenario, demand, network, random),
  };
}

function plants(network: Network, products: number, random: Random): Plant[] {
  const stocked = random.stream('network/stocked-products');
  return network.plants.map((plant, no) => {
    const share = plant.products === 'all' ? 1 : plant.products;
    const has = (product: number): boolean => share === 1 || stocked.sub(no).unit(product, 1) < share;
    return {
      no,
      name: plant.name,
      ports: plant.ports.map((port) => network.ports.indexOf(port)),
      dailyCapacity: plant.dailyCapacity,
      unitCostMinor: moneyMinor(plant.costPerUnit),
      products: new Set(Array.from({ length: products }, (_, product) => product).filter(has)),
      customers: null,
    };
  });
}

function rates(network: Network, services: readonly string[]): FreightRate[] {
  return network.rates.map((rate, no) => ({
    no,
    carrier: network.carriers.indexOf(rate.carrier),
    origin: network.ports.indexOf(rate.from),
    destination: network.ports.indexOf(network.destination),
    service: services.indexOf(rate.service),
    mode: rate.mode,
    minWeightGrams: weightGrams(rate.minWeight),
    maxWeightGrams: weightGrams(rate.maxWeight),
    minimumChargeMinor: moneyMinor(rate.minimumCharge),
    ratePerKgMinor: moneyMinor(rate.ratePerKg),
    transitDays: rate.transitDays,
  }));
}

function customers(count: number): Customer[] {
  const faker = new Faker({ locale: [en, base], seed: NAMES_SEED });
  return Array.from({ length: count }, (_, no) => ({
    no,
    name: faker.company.name(),
    city: faker.location.city(),
  }));
}

function orders(scenario: Scenario, demand: GeneratedDemand, network: Network, random: Random): WorldOrder[] {
  const startAt = Date.parse(scenario.start);
  const within = durationMs(scenario.promise.within);
  const left = new Set(demand.exclude ?? []);
  const units = compile(drawnCount(demand.units), 'demand.units');
  const unitWeight = compile(drawnGrams(demand.unitWeight), 'demand.unitWeight');
  const draw = {
    units: random.stream('demand/units'),
    unitWeight: random.stream('demand/unit-weight'),
    customer: random.stream('demand/customer'),
    product: random.stream('demand/product'),
  };
  const arrivals = new Arrivals({
    stream: random.stream('demand/arrivals'),
    rate: arrivalRate(demand),
  });
  const state = arrivals.start(startAt);
  const made: WorldOrder[] = [];
  const most = demand.maxOrders ?? Infinity;
  for (let no = 1; no <= most && arrivals.next(state, startAt + demand.days * DAY_MS - 1); no++) {
    if (left.has(no)) continue;
    const releaseAt = Math.floor(state.time);
    const product = draw.product.integer(no, 1, demand.products);
    const count = Math.min(UNITS_MAX, Math.max(1, Math.round(units.sample(draw.units, no, 1))));
    const weight = Math.max(1, Math.round(unitWeight.sample(draw.unitWeight, product, 1)));
    made.push({
      no,
      drawKey: no,
      id: `SO-${String(no).padStart(6, '0')}`,
      releaseAt,
      customer: draw.customer.integer(no, 1, demand.customers),
      product,
      units: count,
      weightGrams: count * weight,
      destination: network.ports.indexOf(network.destination),
      promisedAt: releaseAt + within,
      recorded: null,
    });
  }
  return made;
}

/** Arrivals a ms, by hour and weekday. */
function arrivalRate(demand: GeneratedDemand): { starts: number[]; rates: number[]; period: number } {
  const hours = demand.hourWeights;
  const days = demand.weekdayWeights ?? [1, 1, 1, 1, 1, 1, 1];
  const sum = (weights: readonly number[]): number => weights.reduce((total, weight) => total + weight, 0);
  const perHour = (demand.ordersPerDay * (demand.volume ?? 1)) / (sum(hours) * (sum(days) / 7));
  const starts: number[] = [];
  const rates: number[] = [];
  // 1970-01-01 was a Thursday; the pattern's period begins there, as virtual time does.
  for (let day = 0; day < 7; day++) {
    for (let hour = 0; hour < 24; hour++) {
      starts.push(day * DAY_MS + hour * HOUR_MS);
      rates.push((perHour * hours[hour]! * days[(day + 3) % 7]!) / HOUR_MS);
    }
  }
  return { starts, rates, period: 7 * DAY_MS };
}
