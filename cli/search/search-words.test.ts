/** What is typed is understood, or refused with a way out. */
import { expect, test } from 'vitest';
import { checkInvariant, firstSeed, openSearch, timeOf, variationOf } from './search-words.ts';

test.each([
  [
    { ref: 'quickstart', faults: 'cal-lost' },
    /--faults cal-lost: unknown kind of fault\. Did you mean "call-lost"\?/,
  ],
  [{ ref: 'quickstart', faults: 'crash,' }, /--faults : unknown kind of fault\. There are call-duplicated, /],
  [{ ref: 'quickstart', faults: 'none,crash' }, /--faults none,crash: none stands by itself/],
  [{ ref: 'quickstart', faults: 'swarm,crash' }, /--faults swarm,crash: swarm stands by itself/],
  [
    { ref: 'quickstart', faults: 'crash,line-lost' },
    /--faults line-lost: quickstart has no place for it\. It comes with --with three-pl$/,
  ],
  [
    { ref: 'quickstart', faults: 'currency-slip' },
    /quickstart has no place for it\. It happens in inbound-dock with an overlay: dray search inbound-dock --with wrong-units$/,
  ],
  [
    { ref: 'quickstart', faults: 'dock-miscounted' },
    /quickstart has no place for it\. It comes with --with inbound-dock$/,
  ],
  [
    { ref: 'quickstart', faults: 'stock-miscounted' },
    /quickstart has no place for it\. It happens in b2b-distributor: dray search b2b-distributor$/,
  ],
  [
    { ref: 'quickstart', faults: 'bill-twice' },
    /quickstart has no place for it\. There are call-duplicated, (?!.*bill-twice)/,
  ],
  [{ ref: 'quickstart', policy: 'fastest' }, /--policy fastest: unknown policy\. .*fastest-feasible/],
  [
    { ref: 'inbound-dock', policy: 'cheapest-in-stock' },
    /--policy cheapest-in-stock: unknown policy\. It names one that stands in the scenario: cheapest-feasible\. Another one is put there with --set 'policies=\[cheapest-in-stock\]', /,
  ],
  [
    { ref: 'quickstart', policy: 'onnx:learned-sourcing' },
    /It names one that stands in the scenario: .* is put there with --set 'policies=\[\{ name: learned-sourcing, model: learned-sourcing, .*\}\]', and needs no --policy then$/,
  ],
  [
    { ref: 'governance-drill', policy: 'carrier=onnx:carrier-cost-and-lateness' },
    /: cheapest, unwatched, governed\. It stands there as unwatched$/,
  ],
  [
    { ref: 'quickstart', policy: 'onnx:wayward' },
    /unknown model: "wayward"\. .* --set policies\.NAME\.model=wayward$/,
  ],
  [
    { ref: 'quickstart', policy: 'none-such' },
    /scenario: cheapest-feasible, fastest-feasible, cheapest-in-stock$/,
  ],
  [{ ref: 'quickstart', fidelity: 'wir' }, /unknown fidelity: "wir"/],
  [{ ref: 'quickstart', set: ['policies=[]'] }, /policies/],
  [{ ref: 'quickstat' }, /unknown scenario: "quickstat".*quickstart/],
])('%o', async (words, said) => {
  await expect(openSearch(words)).rejects.toThrow(said);
});

test('a policy: one of the scenario, or one that the search draws beside them', async () => {
  for (const policy of ['fastest-feasible', 'cheapest-in-stock']) {
    const open = await openSearch({ ref: 'quickstart', policy });
    expect(variationOf(open, 1, ['model-wayward']).policy).toBe(policy);
  }
});

test('what a policy that there is not is told to be put there with, puts it there; so does the wayward model', async () => {
  const error = await openSearch({ ref: 'quickstart', policy: 'onnx:learned-sourcing' }).catch(String);
  const [, set] = /--set '(.*)'/.exec(String(error))!;
  const open = await openSearch({ ref: 'quickstart', set: [set!] });
  expect(open.variations.policies).toEqual(['learned-sourcing']);
  await open.models.close();
  const wayward = await openSearch({
    ref: 'governance-drill',
    set: ['policies.unwatched.model=wayward'],
    policy: 'unwatched',
  });
  expect(variationOf(wayward, 1).scenario.policies).toMatchObject([{ name: 'unwatched', model: 'wayward' }]);
  await wayward.models.close();
});

test('an invariant, one of the search itself, and one that there is not', () => {
  checkInvariant('units-conserved');
  checkInvariant('deterministic');
  expect(() => checkInvariant('setles')).toThrow(
    '--invariant setles: unknown invariant. Did you mean "settles"?',
  );
  expect(() => checkInvariant('setles', 'my.yaml: failure.invariant')).toThrow(
    /^my\.yaml: failure\.invariant setles/,
  );
});

test('a time with its unit', () => {
  expect([timeOf('10m'), timeOf('8h'), timeOf('90 s'), timeOf(undefined)]).toEqual([
    600_000,
    28_800_000,
    90_000,
    undefined,
  ]);
  for (const text of ['5', '0 s', 'soon', '1 week'])
    expect(() => timeOf(text)).toThrow(`--time ${text}: give a time`);
});

test('a seed to count on from', () => {
  expect([firstSeed('7', 1), firstSeed(undefined, 3), firstSeed(undefined, 'monday')]).toEqual([7, 3, 1]);
  for (const text of ['-1', 'monday', '1.5'])
    expect(() => firstSeed(text, 1)).toThrow(`--seed ${text}: a search counts on`);
});

test('searches are the same by what they depend on', async () => {
  const { identity } = await openSearch({ ref: 'quickstart' });
  expect((await openSearch({ ref: 'quickstart', faults: 'swarm' })).identity).toBe(identity);
  expect((await openSearch({ ref: 'quickstart', orders: 7 })).identity).not.toBe(identity);
  expect((await openSearch({ ref: 'quickstart', set: ['demand.days=3'] })).identity).not.toBe(identity);
});
