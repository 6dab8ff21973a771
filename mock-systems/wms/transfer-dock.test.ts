/** The dock of a node that other nodes supply: what is delivered is stock when it has been received, once, and told again when asked. */
import { describe, expect, test } from 'vitest';
import type { BusinessLog } from '#orchestrator/contracts/business-log';
import { CONDITION } from '#orchestrator/contracts/erp';
import { transferNo } from '#orchestrator/contracts/replenishment';
import { shipmentKey } from '#orchestrator/contracts/shipment-key';
import { Kernel } from '#sim/kernel';
import { Random } from '#sim/random/random';
import { Doorstep } from '../doorstep.ts';
import type { TransferDockSettings } from './settings.ts';
import { Stock } from './stock.ts';
import { TransferDock } from './transfer-dock.ts';
import { node, settingsOf } from './wms.fixture.ts';

const HOUR = 3_600_000;
/** One store, and node 1 after it; two groups of one product each. */
const NUMBERING = { first: 1001, stores: 2, groups: 2 };
const NODE = 1;
/** Of the node and group 1. */
const KEY = 3;
const TRANSFER = transferNo(NUMBERING, KEY, 0, 1);
const always = (value: number) => ({ kind: 'constant', value }) as const;

function bench(changes: Partial<TransferDockSettings> = {}) {
  const kernel = new Kernel({ start: 0 });
  const written: (readonly [event: string, key: number, n: number, a: number, b: number, at: number])[] = [];
  const books: BusinessLog = {
    business: (event, _owner, _entity, key, n, a, b) => written.push([event, key, n, a, b, kernel.now]),
  };
  const doorstep = new Doorstep(kernel);
  const log = doorstep.watching(books);
  const stock = new Stock(settingsOf([node(), node()]));
  const said: unknown[][] = [];
  const dock = new TransferDock(
    kernel,
    log,
    new Random(1),
    {
      numbering: NUMBERING,
      firstSite: 1,
      docks: [{ node: NODE, windows: [6, 10, 30, 34].map((hour) => hour * HOUR), receivers: 1 }],
      groups: [[0], [1]],
      casePack: [6, 3],
      msPerDelivery: always(HOUR),
      msPerCase: always(60_000),
      rememberMs: 60 * 24 * HOUR,
      ...changes,
    },
    stock,
    doorstep,
    {
      reported: (key, countedAt, no, body) => said.push(['reported', key, countedAt, no, body.onHand]),
      received: (key, transfer, n, body) => said.push(['received', key, transfer, n, body.units]),
    },
  );
  return {
    kernel,
    dock,
    stock,
    written,
    said,
    deliver: (transfer: number, units: number, condition: number = CONDITION.good, n = 0) => {
      const shipment = shipmentKey(transfer, n);
      doorstep.send({ shipment, node: 0, products: [1], units: [units] });
      log.business('shipmentDelivered', 'carrier', 'shipment', shipment, 1, kernel.now, condition);
    },
  };
}

test('what is delivered waits for the window and for somebody to receive it, and is stock then', () => {
  const { kernel, deliver, stock, written, said } = bench();
  const before = stock.availableOf(NODE, 1);
  deliver(TRANSFER, 30);
  kernel.run({ until: 6 * HOUR });
  expect(stock.availableOf(NODE, 1)).toBe(before);
  kernel.run();
  const doneAt = 7 * HOUR + 10 * 60_000;
  const shipment = shipmentKey(TRANSFER, 0);
  expect(written.slice(1)).toEqual([
    ['goodsTransferred', shipment, 2, NODE, 30, doneAt],
    ['transferPutAway', shipment, 1, 30, NODE, doneAt],
  ]);
  expect(stock.availableOf(NODE, 1)).toBe(before + 30);
  expect(said).toEqual([['received', KEY, TRANSFER, 0, [30]]]);
});

test('what arrives damaged or is refused is never stock', () => {
  const { kernel, deliver, stock, written, dock } = bench();
  const before = stock.availableOf(NODE, 1);
  deliver(TRANSFER, 30, CONDITION.damaged);
  kernel.run();
  expect(written.at(-1)!.slice(0, 5)).toEqual(['transferRefused', shipmentKey(TRANSFER, 0), 1, 30, NODE]);
  expect([stock.availableOf(NODE, 1), dock.receivedUnits]).toEqual([before, 0]);
});

test('what is for a store is none of its business', () => {
  const { kernel, deliver, written } = bench();
  deliver(transferNo(NUMBERING, 1, 0, 1), 30);
  kernel.run();
  expect(written.map(([event]) => event)).toEqual(['shipmentDelivered']);
});

describe('who asks', () => {
  test('hears at the start, and whenever it asks, what is free of a group', () => {
    const { dock, stock, said } = bench();
    dock.start();
    dock.report(KEY);
    const free = [0, 1].map((product) => [stock.availableOf(NODE, product)]);
    expect(said).toEqual([
      ['reported', 2, 0, 1, free[0]],
      ['reported', 3, 0, 2, free[1]],
      ['reported', 3, 0, 3, free[1]],
    ]);
  });

  test('hears again what has been received, of each shipment', () => {
    const { kernel, deliver, dock, said } = bench();
    deliver(TRANSFER, 30);
    deliver(TRANSFER, 6, CONDITION.good, 1);
    kernel.run();
    dock.tellReceipts(TRANSFER);
    expect(said.slice(2)).toEqual(said.slice(0, 2));
    expect(said).toHaveLength(4);
  });
});

test('a copy of the middle goes on alike', () => {
  const one = bench();
  one.deliver(TRANSFER, 30);
  one.kernel.run({ until: HOUR });
  const other = bench();
  other.kernel.restore(one.kernel.snapshot());
  other.dock.load(one.dock.save());
  one.kernel.run();
  other.kernel.run();
  expect(other.dock.receivedUnits).toBe(one.dock.receivedUnits);
});
