/** What can be wrong with nodes that other nodes supply, each with its place, what is wrong, and the way out. */
import { describe, expect, test } from 'vitest';
import { libraryText, loadFrom, problemsIn } from '#testing/worlds/library-scenario';

const loaded = (set: readonly string[] = []) =>
  loadFrom('retail-replenishment', {}, { with: ['two-echelon'], set: [...set] });
const supplied = (...nodes: readonly (readonly [node: string, suppliedBy: string])[]): string =>
  `replenishment.nodes=[${nodes
    .map(
      ([node, suppliedBy]) =>
        `{ node: ${node}, suppliedBy: [${suppliedBy}], window: { days: [mon], from: "06:00", to: "22:00" }, vehicle: 18 t, receivers: 1 }`,
    )
    .join(', ')}]`;

const warnings = (set: readonly string[]): readonly string[] => {
  const scenario = loaded(set);
  return scenario.ok ? scenario.warnings.map(({ message }) => message) : problemsIn(scenario);
};

test('the overlay of the library is right', () => {
  expect(problemsIn(loaded())).toEqual([]);
  expect(warnings([])).toEqual([]);
});

test('suppliers that keep a share of products: the others never come, unless one keeps all', () => {
  expect(warnings(['network.nodes.DC West.products=0.3'])).toEqual([
    `none of them keeps all products: "DC West" (30 %). What they don't keep never comes. Name one that keeps all, or raise its products`,
  ]);
});

describe('refused, with its place', () => {
  test.each<readonly [what: string, set: string, message: RegExp]>([
    [
      'nodes that supply each other',
      supplied(['DC East', 'DC West'], ['DC West', 'DC East']),
      /nodes supply each other in a circle: DC East <- DC West <- DC East\. One of them must be supplied from outside/,
    ],
    [
      'a node that supplies itself',
      supplied(['DC East', 'DC East']),
      /in a circle: DC East <- DC East\. .*take it out of replenishment\.nodes, or name another/,
    ],
    [
      'a node that there is not',
      supplied(['DC Easst', 'DC West']),
      /unknown node: "DC Easst"\. Did you mean "DC East"/,
    ],
    [
      'a supplier that there is not',
      supplied(['DC East', 'DC Wst']),
      /unknown node: "DC Wst"\. Did you mean "DC West"/,
    ],
    [
      'a node twice',
      supplied(['DC East', 'DC West'], ['DC East', 'DC West']),
      /node "DC East" is there twice/,
    ],
    [
      'a window that is never open',
      'replenishment.nodes=[{ node: DC East, suppliedBy: [DC West], window: { days: [mon], from: "06:00", to: "06:00" }, vehicle: 18 t, receivers: 1 }]',
      /"DC East" can never be delivered to: its window is never open in the run/,
    ],
    [
      'an ERP that takes over stock from WMS as well',
      'systems.erp.stockRefresh=1 d',
      /a refresh of its stock from WMS would count it twice\. Take systems\.erp\.stockRefresh or replenishment\.nodes out/,
    ],
  ])('%s', (_what, set, message) => {
    expect(problemsIn(loaded([set])).join('\n')).toMatch(message);
  });

  test('a node of stock without end', () => {
    const text = libraryText('retail-replenishment.yaml');
    const from = text.lastIndexOf('      stock:\n');
    const to = text.indexOf('      packing:', from);
    const mine = loadFrom(
      'mine.yaml',
      { 'mine.yaml': text.slice(0, from) + text.slice(to) },
      { with: ['two-echelon'] },
    );
    expect(problemsIn(mine).join('\n')).toMatch(
      /"DC East" has stock without end, and never wants any\. Give network\.nodes "DC East" stock/,
    );
  });
});
