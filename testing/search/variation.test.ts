/**
 * A variation is a scenario as anybody could have written it: the same schema and the same checks take it, for every scenario of the library.
 * (scenario, seed) determine it, a swarm leaves half of the kinds out, and what is left out moves nothing else.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { OVERLAYS, SCENARIOS } from '#scenarios/library/index';
import type { LoadedScenario } from '#scenarios/schema/load';
import type { AnyOutboundScenario } from '#scenarios/schema/outbound/scenario';
import { runs } from '#testing/properties/properties';
import { loadFrom, outboundScenario, problemsIn } from '../worlds/library-scenario.ts';
import { KIND_NAMES, kindsIn } from './kinds.ts';
import { plainOf, valuesAt } from './tree.ts';
import { Variations } from './variation.ts';

/** As `docs/returns.md` has them. */
const WRONG_BILLS = `
overlay: Bills that are wrong, and customers who look at them
systems:
  erp:
    wrongBills: { price: 0.01, priceFactor: { uniform: { min: 1.02, max: 1.2 } }, freight: 0.005, freightCharge: 25 USD, twice: 0.002, source: assumption }
  crm:
    disputes: { noticed: 0.8, unfounded: 0.01, after: { exponential: { mean: 5 d } }, within: 30 d, creditMost: 50 USD, source: assumption }
`;

function variationsOf(name: string, overlays: readonly string[] = []): Variations {
  const loaded = loadFrom(name, { 'wrong.yaml': WRONG_BILLS }, { with: [...overlays] });
  if (!loaded.ok) throw new Error(problemsIn(loaded).join('\n'));
  return new Variations((loaded satisfies LoadedScenario).scenario);
}

/** Orders of `brunel` come from files. */
const NAMES = SCENARIOS.filter((name) => name !== 'brunel');
const MODEL = 'model-wayward';
const SWARM = { orders: 50, faults: 'swarm' } as const;

test.each(NAMES)('variations of %s pass every check of a scenario', (name) => {
  const variations = variationsOf(name);
  for (let seed = 1; seed <= runs(2); seed++) {
    const text = JSON.stringify(plainOf(variations.of({ seed, ...SWARM }).scenario));
    const again = loadFrom('mine.yaml', { 'mine.yaml': text });
    expect([seed, problemsIn(again)]).toEqual([seed, []]);
  }
});

test.each(NAMES)(
  'a model in %s passes every check, whatever it answers and however it is trusted',
  (name) => {
    const variations = variationsOf(name);
    if (!variations.kinds.some((kind) => kind.name === MODEL)) return;
    for (let seed = 1; seed <= runs(4); seed++) {
      const { scenario, policy } = variations.of({ seed, orders: 50, faults: [MODEL] });
      expect(policy).toMatch(/^wayward-\d+$/);
      const again = loadFrom('mine.yaml', { 'mine.yaml': JSON.stringify(plainOf(scenario)) });
      expect([seed, problemsIn(again)]).toEqual([seed, []]);
    }
  },
);

test('a model decides where the scenario names none, and everybody is not in a phase', () => {
  const having = NAMES.filter((name) => variationsOf(name).kinds.some((kind) => kind.name === MODEL));
  expect(having).toContain('quickstart');
  expect(having).toContain('b2b-distributor');
  expect(having).not.toContain('governance-drill');
  expect(having).not.toContain('as-is-to-be');
  // Several points, modes and stages; and what it leaves is answered as the arm says.
  const variations = variationsOf('quickstart');
  const plain = Array.from({ length: 60 }, (_, seed) => {
    const model = variations.of({ seed, orders: 50, faults: [MODEL] }).scenario;
    const without = variations.of({ seed, orders: 50, faults: [MODEL] }, [MODEL]).scenario;
    return { model: plainOf(model), without: plainOf(without) };
  });
  const entries = plain.map(({ model }) => (model.policies as { point: string; mode: string }[])[0]!);
  expect(new Set(entries.map(({ point }) => point))).toEqual(new Set(['sourcing', 'carrier']));
  expect(new Set(entries.map(({ mode }) => mode))).toEqual(new Set(['shadow', 'canary', 'active']));
  expect(new Set(plain.map(({ model }) => model.governance !== undefined))).toEqual(new Set([true, false]));
  for (const { model, without } of plain) {
    const [entry] = model.policies as { point: string; baseline: string; sourcing?: string }[];
    const [arm] = without.policies as string[];
    expect(entry!.point === 'sourcing' ? entry!.baseline : entry!.sourcing).toBe(arm);
  }
});

test.each([
  ['quickstart', [], false],
  ['quickstart', ['reroute'], true],
  ['b2b-distributor', [], true],
] as const)(
  '%s with %j: what to do about a delay is asked where something can be done',
  (name, overlays, isAsked) => {
    const variations = variationsOf(name, overlays);
    const points = Array.from({ length: 60 }, (_, seed) => {
      const [entry] = variations.of({ seed, orders: 50, faults: [MODEL] }).scenario.policies;
      return Object(entry).point as string;
    });
    expect(points.includes('delay-response')).toBe(isAsked);
  },
);

test('where no arm reads stock, some runs have one that does; where one does, or one alone is named, nothing is added', () => {
  const armsOf = (name: string, policy?: string) => {
    const variations = variationsOf(name);
    const plan = { orders: 50, faults: [], ...(policy === undefined ? {} : { policy }) };
    return Array.from({ length: 60 }, (_, seed) => variations.of({ seed, ...plan }).policy);
  };
  const blind = armsOf('quickstart');
  const count = (policy: string) => blind.filter((each) => each === policy).length;
  expect(new Set(blind)).toEqual(new Set(['cheapest-feasible', 'fastest-feasible', 'cheapest-in-stock']));
  expect([count('cheapest-in-stock') > 12, count('cheapest-in-stock') < 36]).toEqual([true, true]);
  for (const policy of ['fastest-feasible', 'cheapest-in-stock'])
    expect(new Set(armsOf('quickstart', policy))).toEqual(new Set([policy]));
  expect(new Set(armsOf('inbound-dock'))).toEqual(new Set(['cheapest-feasible']));
  expect(new Set(armsOf('b2b-distributor'))).toEqual(new Set(['cheapest-in-stock', 'fastest-feasible']));
});

test('feeds go wrong where somebody reads them', () => {
  const has = (name: string, set: readonly string[] = [], overlays: readonly string[] = []): boolean => {
    const loaded = loadFrom(name, {}, { with: overlays, set: [...set, 'thresholds=[]'] });
    return kindsIn(outboundScenario(loaded)).some((kind) => kind.name === 'feed-omitted');
  };
  expect(has('quickstart')).toBe(true);
  expect(has('quickstart', ['policies=[cheapest-feasible]'])).toBe(false);
  expect(has('quickstart', ['policies=[cheapest-in-stock]'])).toBe(true);
  expect(has('b2b-distributor')).toBe(true);
  // One node, and nothing to be chosen.
  expect(has('inbound-dock')).toBe(false);
  // ERP chooses, by its own picture; cases and stores look at feeds even then.
  expect(has('quickstart', [], ['erp-allocates', 'tms-tenders'])).toBe(false);
  expect(has('quickstart', [], ['erp-allocates', 'exceptions-as-cases'])).toBe(true);
  expect(has('retail-replenishment', [], ['erp-allocates'])).toBe(true);
});

test('slips of unit and currency are turned up where a partner makes some, and pass every check', () => {
  const variations = variationsOf('inbound-dock', ['wrong-units']);
  const slips = ['currency-slip', 'unit-slip'];
  for (let seed = 1; seed <= runs(4); seed++) {
    const { scenario } = variations.of({ seed, orders: 50, faults: slips });
    const tree = plainOf(scenario);
    expect(valuesAt(tree, 'network.carriers.*.slips.currency')[0]).toBeGreaterThan(0.02);
    expect(valuesAt(tree, 'inbound.suppliers.*.slips.cartons')[0]).toBeGreaterThan(0.02);
    expect([seed, problemsIn(loadFrom('mine.yaml', { 'mine.yaml': JSON.stringify(tree) }))]).toEqual([
      seed,
      [],
    ]);
  }
  const none = plainOf(variations.of({ seed: 1, orders: 50, faults: [] }).scenario);
  expect(valuesAt(none, 'network.carriers.*.slips.*')).toContain(0);
  expect(variationsOf('inbound-dock').kinds.map(({ name }) => name)).not.toContain('unit-slip');
});

test('an outage is that of a partner, or of the core’s own line to all of them', () => {
  const variations = variationsOf('quickstart');
  const found = Array.from(
    { length: 60 },
    (_, seed) =>
      variations.of({ seed, orders: 50, faults: ['outage', 'outage-to'] }).scenario.faults!.written!,
  ).flat();
  const partners = (kind: string): Set<unknown> =>
    new Set(found.filter((fault) => fault.kind === kind).map((fault) => Object(fault).partner));
  expect([...partners('outage')]).toEqual(expect.arrayContaining([undefined, 'WMS']));
  expect([...partners('outage-to')]).not.toContain(undefined);
});

test('a feed that is wrong says too much in some runs, and in others that there is nothing', () => {
  const variations = variationsOf('b2b-distributor');
  const found = Array.from({ length: 20 }, (_, seed) => {
    const { scenario } = variations.of({ seed, orders: 50, faults: ['feed-wrong'] });
    return JSON.stringify(valuesAt(plainOf(scenario), 'network.nodes.*.feed.wrongBy'));
  });
  expect(new Set(found)).toEqual(
    new Set([1, -1].map((constant) => JSON.stringify(Array.from({ length: 3 }, () => ({ constant }))))),
  );
});

test('where orders are cancelled, in some runs they are as the credit clerk releases them, and in others as the scenario says', () => {
  const variations = variationsOf('quickstart');
  const when = (scenario: AnyOutboundScenario) =>
    ['creditDecision', 'cancelAfter'].flatMap((field) => valuesAt(plainOf(scenario), `systems.erp.${field}`));
  const found = Array.from({ length: 20 }, (_, seed) =>
    when(variations.of({ seed, orders: 50, faults: ['order-cancelled'] }).scenario),
  );
  const met = [{ uniform: { min: '60 min', max: '61 min' } }, { uniform: { min: '61 min', max: '62 min' } }];
  expect(found).toContainEqual(met);
  expect(found).toContainEqual(when(variations.scenario));
  const seed = found.findIndex((each) => JSON.stringify(each) === JSON.stringify(met));
  const without = variations.of({ seed, orders: 50, faults: [] }).scenario;
  expect(when(without)).toEqual(when(variations.scenario));
});

test('orders that are written down stay in their weeks', () => {
  const name = 'FAIL-rules-win-e9d99690.scenario.yaml';
  const file = new URL(`../../scenarios/regressions/${name}`, import.meta.url);
  const loaded = loadFrom('fail.yaml', { 'fail.yaml': readFileSync(file, 'utf8') });
  const variations = new Variations(outboundScenario(loaded));
  for (let seed = 1; seed <= 5; seed++) {
    const { scenario } = variations.of({ seed, ...SWARM });
    const text = JSON.stringify(plainOf(scenario));
    expect([seed, problemsIn(loadFrom('mine.yaml', { 'mine.yaml': text }))]).toEqual([seed, []]);
    const { start } = variations.scenario;
    expect(scenario).toMatchObject({
      start,
      demand: { days: 1, orders: [{ no: 61, held: { for: '5 h' } }] },
    });
  }
});

describe('of one scenario', () => {
  const variations = variationsOf('b2b-distributor', ['shaky-web']);

  test('the seed determines it', () => {
    expect(variations.of({ seed: 7, ...SWARM })).toEqual(variations.of({ seed: 7, ...SWARM }));
    expect(variations.of({ seed: 7, ...SWARM })).not.toEqual(variations.of({ seed: 8, ...SWARM }));
  });

  test('a swarm leaves half of the kinds out, each of them in about half of the runs', () => {
    const within = new Map<string, number>();
    const halved = variations.kinds.map(({ name }) => name).filter((name) => name !== MODEL);
    for (let seed = 1; seed <= 100; seed++) {
      const { kinds } = variations.of({ seed, ...SWARM });
      expect(kinds.filter((name) => name !== MODEL)).toHaveLength(Math.ceil(halved.length / 2));
      for (const kind of kinds) within.set(kind, (within.get(kind) ?? 0) + 1);
    }
    expect([within.get(MODEL)! > 10, within.get(MODEL)! < 30]).toEqual([true, true]);
    for (const name of halved) {
      expect([name, within.get(name)! > 25, within.get(name)! < 75]).toEqual([name, true, true]);
    }
  });

  test('leaving a kind out turns it off, and moves nothing else', () => {
    const { kinds, scenario } = variations.of({ seed: 3, ...SWARM });
    const tree = plainOf(scenario);
    for (const kind of kinds) {
      const less = variations.of({ seed: 3, ...SWARM }, [kind]);
      expect(less.kinds).toEqual(kinds.filter((each) => each !== kind));
      expect([kind, differing(tree, plainOf(less.scenario)).length > 0]).toEqual([kind, true]);
      const places = differing(tree, plainOf(less.scenario)).map((path) => path.split('.')[0]);
      // A model that decides may be governed.
      const own = kind === MODEL ? ['governance', 'policies'] : [...new Set(places)].slice(0, 1);
      expect([kind, places.filter((place) => !own.includes(place!))]).toEqual([kind, []]);
    }
  });

  test('none: no fault is written, and no share of what can be 0 is more', () => {
    const { scenario } = variations.of({ seed: 1, orders: 50, faults: [] });
    const { faults, network, systems } = plainOf(scenario) as never as Record<string, Record<string, never>>;
    expect(faults).toBeUndefined();
    const shares = JSON.stringify([network!.customers, network!.carriers, systems!.erp]);
    expect(shares).toContain('"cancelled":0');
    expect(shares).not.toMatch(/"(cancelled|changed|lost|delayed|forged|missingWeights)":0\./);
  });

  test('a list of kinds is in every run', () => {
    const faults = ['call-lost', 'short-pick'];
    expect(variations.of({ seed: 1, orders: 50, faults }).kinds).toEqual(faults);
    expect(variations.of({ seed: 2, orders: 50, faults }).kinds).toEqual(faults);
  });
});

test('kinds have names of their own, and each has its place in some scenario of the library, or in one whose bills are wrong', () => {
  expect(new Set(KIND_NAMES).size).toBe(KIND_NAMES.length);
  const known: readonly string[] = OVERLAYS;
  const wanted = [
    ...['shaky-web', 'broker', 'tight-gateway', 'live-positions', 'unread-proofs', 'short-deliveries'],
    ...['appointments', 'order-changes'],
    ...known.filter((each) => each === 'new-webhook-key'),
  ];
  const places = [
    ...NAMES.map((name) => variationsOf(name)),
    ...wanted.map((overlay) => variationsOf('b2b-distributor', [overlay])),
    variationsOf('retail-replenishment', ['routes']),
    variationsOf('returns-wave', ['wrong.yaml']),
    variationsOf('inbound-dock', ['wrong-units']),
  ];
  const found = new Set(places.flatMap(({ scenario }) => kindsIn(scenario).map(({ name }) => name)));
  expect(KIND_NAMES.filter((name) => !found.has(name))).toEqual([]);
});

/** Paths at which two trees differ. */
function differing(one: unknown, other: unknown, path = ''): string[] {
  if (one === other) return [];
  if (one === null || other === null || typeof one !== 'object' || typeof other !== 'object') return [path];
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].flatMap((key) =>
    differing(
      (one as Record<string, unknown>)[key],
      (other as Record<string, unknown>)[key],
      path === '' ? key : `${path}.${key}`,
    ),
  );
}
