/**
 * What must hold of any text that is given as a history of orders: reading comes to an end and throws nothing; there are orders, each with
 * lines, sorted, with figures that are finite and numbers that are in their lists; or there are problems with their places.
 */
import { expect } from 'vitest';
import { fuzz } from '#testing/fuzz/fuzz-target';
import { loadFrom, outboundScenario } from '#testing/worlds/library-scenario';
import { showProblem } from '../../../schema/source-files.ts';
import { readHistory } from './read-history.ts';

const scenario = outboundScenario(
  loadFrom('quickstart', {}, { set: ['demand.history={ file: orders.csv, source: x }'] }),
);

fuzz({
  name: 'order-history',
  samples: [
    'order,released,customer,place,promised,product,units\nA,2026-03-02 08:15,Acme,Chicago,2026-03-05,BOLT,4\nA,2026-03-02 08:15,Acme,Chicago,2026-03-05,NUT,1\n',
    'order,released,customer,place,promised,product,units,class,requested\nB,2026-03-03T08:15Z,"Best, Inc",Detroit,2026-03-06 12:00,BOLT,4,shop,2026-03-05\n',
  ],
  words: [
    '"',
    ',',
    '\r\n',
    '2026-03-04',
    '2026-03-02 08:15',
    '0',
    '10000001',
    'shop',
    'Atlanta',
    'A',
    '+14:00',
  ],
  take: (input) => {
    const text = Buffer.from(input).toString();
    const found = readHistory(scenario, { read: () => text });
    if (!('columns' in found)) {
      expect(found.length).toBeGreaterThan(0);
      expect(found.find((each) => each.file === '' || showProblem(each).length > 2_000)).toBeUndefined();
      return found;
    }
    const { columns, ids, products, customers } = found;
    const { firstLine, releaseAt, promisedAt } = columns;
    for (let i = 0; i < ids.length; i++) {
      expect(firstLine[i + 1]).toBeGreaterThan(firstLine[i]!);
      expect(releaseAt[i]).toBeGreaterThanOrEqual(releaseAt[Math.max(0, i - 1)]!);
      expect(promisedAt[i]).toBeGreaterThanOrEqual(releaseAt[i]!);
      expect(columns.customer[i]).toBeLessThan(customers.length);
    }
    expect(Math.max(...columns.product)).toBeLessThan(products.length);
    expect(Math.min(...columns.units)).toBeGreaterThan(0);
    return found;
  },
});
