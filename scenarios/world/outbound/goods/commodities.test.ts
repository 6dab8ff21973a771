/** What products are to trade follows what they are: ordinary, dangerous or controlled; that a scenario says it moves nothing else. */
import { describe, expect, test } from 'vitest';
import { distributorWith, type Edit, outboundScenario } from '#testing/worlds/library-scenario';
import { buildOutboundWorld } from '../build.ts';
import { kindOf } from './commodities.ts';

const COMMODITIES = `
    dimensions: { kgPerM3: 500, length: 3, width: 2, height: 1, source: assumption }
    commodities:
      - { hsCode: "731815", exportClass: EAR99, weight: 3, source: assumption }
      - { hsCode: "848210", shelfLife: 400 d, source: assumption }
      - { hsCode: "850760", of: dangerous, dangerousGoods: { unNumber: 3480, class: "9" }, source: assumption }
      - { hsCode: "848180", of: controlled, exportClass: 2B350, source: assumption }
`;
const SAID: Edit = ['    exportControlled: 0.01\n', `    exportControlled: 0.1${COMMODITIES}`];
const MORE: Edit = ['    dangerous: 0.02\n', '    dangerous: 0.1\n'];

const built = (...edits: Edit[]) => buildOutboundWorld(outboundScenario(distributorWith(...edits)), 1);

describe('a scenario that says what its products are', () => {
  const world = built(MORE, SAID);
  const { products } = world.network;
  const ofKind = (kind: string) => products.filter((product) => kindOf(product) === kind);

  test('gives each a commodity of its kind', () => {
    const codes = (kind: string) => new Set(ofKind(kind).map(({ hsCode }) => hsCode));
    expect(codes('ordinary')).toEqual(new Set(['731815', '848210']));
    expect(codes('dangerous')).toEqual(new Set(['850760']));
    expect(codes('controlled')).toEqual(new Set(['848180']));
    for (const product of ofKind('dangerous'))
      expect(product).toMatchObject({ unNumber: 3480, hazardClass: '9', packingGroup: null });
    for (const { exportClass } of ofKind('controlled')) expect(exportClass).toBe('2B350');
    // What is both keeps the UN number that it was drawn with.
    const both = ofKind('controlled').filter(({ unNumber }) => unNumber > 0);
    expect(both.length).toBeGreaterThan(0);
    for (const { unNumber, hazardClass } of both) expect([unNumber, hazardClass]).toEqual([1263, '3']);
  });

  test('as often as their weights say', () => {
    const ordinary = ofKind('ordinary');
    const screws = ordinary.filter(({ hsCode }) => hsCode === '731815').length;
    expect(screws / ordinary.length).toBeGreaterThan(0.7);
    expect(screws / ordinary.length).toBeLessThan(0.8);
  });

  test('makes a box of its weight, to the mm', () => {
    for (const [no, { dimensionsMm }] of products.entries()) {
      const { length, width, height } = dimensionsMm!;
      const { unitWeightGrams } = world.wms.products[no]!;
      const kgPerM3 = (unitWeightGrams * 1e6) / (length * width * height);
      // A rounded side of a few mm is a few percent off.
      expect(Math.abs(kgPerM3 / 500 - 1)).toBeLessThan(4 / Math.min(length, width, height));
      expect(length).toBeGreaterThanOrEqual(width);
    }
  });

  test('lets opening stock of what expires be half through, and has feeds tell of lots', () => {
    const dayMs = 86_400_000;
    for (const [node, { stock, feed }] of world.wms.nodes.entries()) {
      expect([node, feed?.tellsLots]).toEqual([node, true]);
      for (const { product, expiresAt } of stock!.lots) {
        const { shelfLifeMs } = products[product]!;
        expect(expiresAt).toBe(shelfLifeMs === undefined ? null : world.startAt + 200 * dayMs);
        expect(world.wms.products[product]!.shelfLifeMs).toBe(shelfLifeMs ?? null);
      }
    }
  });

  test('moves nothing else', () => {
    const plain = built(MORE, ['    exportControlled: 0.01\n', '    exportControlled: 0.1\n']);
    const what = ({ network, demand, wms }: typeof plain) => [
      network.products.map(({ no, unNumber, exportControlled }) => [no, unNumber > 0, exportControlled]),
      network.customers,
      demand,
      wms.products.map(({ unitWeightGrams }) => unitWeightGrams),
      wms.nodes.map(({ stock }) => stock!.lots.map(({ product, units }) => [product, units])),
    ];
    expect(JSON.stringify(what(world))).toBe(JSON.stringify(what(plain)));
    expect(plain.wms.nodes.map(({ feed }) => feed?.tellsLots)).toEqual([undefined, undefined, undefined]);
  });
});
