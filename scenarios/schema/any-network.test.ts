/**
 * Lists of overlays that fit any network: `other` stands for who is not named, an entry with `ifPresent` goes where nobody of that name is,
 * and desks open on the clocks of their country. Shown on networks of the library, and by the overlays that are written so.
 */
import { expect, test } from 'vitest';
import { loadFrom, outboundScenario, problemsIn } from '#testing/worlds/library-scenario';

const TERMS = 'reading: { constant: 1 h }, queries: 0, exams: [], source: assumption';
const customs = (...countries: readonly string[]): string =>
  `overlay: mine\nsystems: { customs: { countries: [${countries.map((each) => `{ ${each}, ${TERMS} }`).join(', ')}] } }\n`;

function regimes(scenario: string, overlay: string): [country: string, zone: string][] {
  const loaded = loadFrom(scenario, { 'mine.yaml': overlay }, { with: ['mine.yaml'] });
  return outboundScenario(loaded).systems.customs!.countries.map(({ country, zone }) => [country, zone]);
}

test('other countries are those abroad with customers that are not named, each by its own clock', () => {
  const overlay = customs('country: CA, zone: America/Toronto', 'country: other, zone: local');
  expect(regimes('b2b-distributor', overlay)).toEqual([
    ['CA', 'America/Toronto'],
    ['MX', 'America/Monterrey'],
    ['DE', 'Europe/Berlin'],
  ]);
});

test('a country with nodes is abroad for the nodes of another', () => {
  const all = regimes('spare-parts-global', customs('country: other, zone: local')).map(
    ([country]) => country,
  );
  expect(all).toContain('US');
  expect(all.length).toBeGreaterThan(10);
});

test('what is named and not there is left out where the entry says so, and is a mistake where it does not', () => {
  const both = (present: string): string =>
    customs(`country: FR, ${present}zone: Europe/Paris`, 'country: CA, zone: local');
  expect(regimes('b2b-distributor', both('ifPresent: true, '))).toEqual([['CA', 'America/Toronto']]);
  const slip = loadFrom('b2b-distributor', { 'mine.yaml': both('') }, { with: ['mine.yaml'] });
  expect(problemsIn(slip)).toEqual([expect.stringMatching(/^mine\.yaml:2:\d+: no place is in "FR"/)]);
});

test('where nothing crosses a border, that is said once, at the list', () => {
  const loaded = loadFrom('quickstart', {}, { with: ['customs-heavy'] });
  expect(problemsIn(loaded)[0]).toMatch(
    /^library:overlays\/customs-heavy\.yaml:\d+:\d+: systems\.customs\.countries: .* nodes and customers are all in US\. Leave it out, or give/,
  );
  expect(problemsIn(loaded)).toHaveLength(2);
});

test('other classes of customers are those that are not named', () => {
  const scenario = outboundScenario(loadFrom('spare-parts-global', {}, { with: ['returns-wave'] }));
  const classes = ['line-down', 'service', 'planned'];
  expect(scenario.systems.crm!.classes.map((each) => each.class)).toEqual(classes);
  expect(scenario.returns!.classes.map((each) => each.class)).toEqual(classes);
  const mixed = outboundScenario(loadFrom('peak-season', {}, { with: ['returns-wave'] }));
  expect(mixed.returns!.classes.map((each) => each.class)).toEqual(['trade', 'site']);
});

test('a class that is called so is meant itself', () => {
  const files = {
    'mine.yaml':
      'dray: 1\nextends: quickstart\nname: mine\nnetwork: { customers: { classes: { shop: { name: other } } } }\n',
  };
  const crm = outboundScenario(loadFrom('mine.yaml', files, { with: ['returns-wave'] })).systems.crm!;
  expect(crm.classes.map((each) => each.class)).toEqual(['other']);
});

test('classes of which none is there are named beside those that are', () => {
  const overlay =
    'overlay: mine\nsystems: { crm: { classes: [{ class: trade, ifPresent: true }], answerWithin: 1 d, source: assumption } }\n';
  expect(problemsIn(loadFrom('quickstart', { 'mine.yaml': overlay }, { with: ['mine.yaml'] }))[0]).toMatch(
    /systems\.crm\.classes: it speaks of none of the classes of customers that there are: shop, workshop/,
  );
});

const WITHOUT_STOCK = [
  'dray: 1\nextends: quickstart\nname: mine\n',
  'network: { nodes: [{ name: Yard, place: Memphis, costPerUnit: 0.3 USD, products: all, work: { dailyCapacity: 400 }, packing: { tare: 1 kg }, feed: { every: 1 h, source: assumption }, source: assumption }] }\n',
].join('');

test('docks are at nodes with stock; where no node has any, that is said once', () => {
  expect(
    outboundScenario(loadFrom('quickstart', {}, { with: ['inbound-dock'] })).inbound!.docks.map(
      ({ node }) => node,
    ),
  ).toEqual(['DC North', 'DC Central', 'DC South']);
  expect(problemsIn(loadFrom('mine.yaml', { 'mine.yaml': WITHOUT_STOCK }))).toEqual([]);
  const said = problemsIn(loadFrom('mine.yaml', { 'mine.yaml': WITHOUT_STOCK }, { with: ['inbound-dock'] }));
  expect(said[0]).toMatch(
    /^library:overlays\/inbound-dock\.yaml:\d+:\d+: inbound\.docks: .* each has all that is asked/,
  );
  expect(said).toHaveLength(2);
});

test('stores are where a node is in the country; where no customer has one, that is said once', () => {
  const stores = (scenario: string): string[] =>
    outboundScenario(loadFrom(scenario, {}, { with: ['retail-replenishment'] })).replenishment!.stores.map(
      ({ place }) => place,
    );
  expect(stores('spare-parts-global')).toEqual([
    ...['Memphis', 'Chicago', 'Atlanta', 'Rotterdam', 'Dubai', 'Singapore'],
  ]);
  const abroad =
    'dray: 1\nextends: quickstart\nname: mine\nnetwork: { places: { Minneapolis: { country: CA, demand: 0 }, Indianapolis: { country: CA, demand: 0 }, Memphis: { country: CA, demand: 0 } } }\n';
  const said = problemsIn(loadFrom('mine.yaml', { 'mine.yaml': abroad }, { with: ['retail-replenishment'] }));
  expect(said[0]).toMatch(
    /replenishment\.stores: .* here no node is in any of US\. Leave it out, or name places$/,
  );
});

test('a node that is called so supplies all stores itself', () => {
  const called =
    'dray: 1\nextends: quickstart\nname: mine\nnetwork: { nodes: { DC North: { name: other } } }\n';
  const loaded = loadFrom('mine.yaml', { 'mine.yaml': called }, { with: ['retail-replenishment'] });
  const by = outboundScenario(loaded).replenishment!.stores.map(({ suppliedBy }) => suppliedBy);
  expect(by.length).toBeGreaterThan(3);
  expect(by).toEqual(by.map(() => ['other']));
});

test('a licence for each country with customers that is not named', () => {
  const overlay = (licences: string): string => `overlay: mine\nnetwork: { licences: [${licences}] }\n`;
  const licences = (text: string) =>
    outboundScenario(loadFrom('b2b-distributor', { 'mine.yaml': overlay(text) }, { with: ['mine.yaml'] }))
      .network.licences;
  expect(licences('{ country: CA, units: 7 }, { country: other, units: 9 }')).toEqual([
    { country: 'CA', units: 7 },
    { country: 'US', units: 9 },
    { country: 'MX', units: 9 },
    { country: 'DE', units: 9 },
  ]);
});

test('a network that is not as the format wants it is left to the format', () => {
  for (const network of ['places: 3', 'places: [1, { name: x }]', 'nodes: [a]', 'customers: []']) {
    const files = { 'mine.yaml': `dray: 1\nextends: b2b-distributor\nname: mine\nnetwork: { ${network} }\n` };
    const overlays = ['customs-heavy', 'returns-wave', 'retail-replenishment', 'inbound-dock'];
    const loaded = loadFrom('mine.yaml', files, { with: overlays });
    expect([network, loaded.ok]).toEqual([network, false]);
  }
});
