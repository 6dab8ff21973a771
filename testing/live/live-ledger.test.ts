/** The books of a live proof find fault: a story of one order in which nothing is wrong, with each event left out, and written twice. */
import { describe, expect, test } from 'vitest';
import { envelope, PARTNER } from '#orchestrator/contracts/envelope';
import { CARRIER_FIRST, WMS } from '#orchestrator/contracts/partners';
import type { EventName } from '#scenarios/invariants/outbound/events';
import { LiveLedger } from './live-ledger.ts';

const [ORDER, SHIPMENT, UNITS, PRICE] = [1, 8, 5, 900];

type Told = readonly [name: EventName, owner: string, entity: string, key: number, a: number, b: number];

const STORY: readonly Told[] = [
  ['orderReleased', 'ERP', 'order', ORDER, UNITS, 0],
  ['stockReserved', 'WMS', 'shipment', SHIPMENT, 0, UNITS],
  ['shipmentPicked', 'WMS', 'shipment', SHIPMENT, 0, UNITS],
  ['shipmentPacked', 'WMS', 'shipment', SHIPMENT, 1, 500],
  ['loadFormed', 'core', 'load', SHIPMENT, 0, 1],
  ['goodsIssued', 'WMS', 'shipment', SHIPMENT, 0, UNITS],
  ['goodsIssuePosted', 'ERP', 'shipment', SHIPMENT, 0, UNITS],
  ['loadDeparted', 'carrier', 'load', SHIPMENT, 0, 0],
  ['loadDelivered', 'carrier', 'load', SHIPMENT, 0, 0],
  ['shipmentDelivered', 'carrier', 'shipment', SHIPMENT, 0, 0],
  ['customerBilled', 'ERP', 'shipment', SHIPMENT, 0, 0],
  ['orderDone', 'core', 'order', ORDER, UNITS, 0],
  ['freightBilled', 'carrier', 'load', SHIPMENT, PRICE, 0],
  ['freightMatched', 'core', 'freight-invoice', SHIPMENT, PRICE, 1],
  ['freightPaid', 'ERP', 'load', SHIPMENT, PRICE, 0],
];

/** Of the story, at the instants of its events; what follows may be of another time. */
function books(told: readonly Told[]): LiveLedger {
  const ledger = new LiveLedger();
  for (const [name, owner, entity, key, a, b] of told)
    ledger.event(
      STORY.findIndex((each) => each[0] === name),
      name,
      owner,
      entity,
      key,
      1,
      a,
      b,
    );
  ledger.enter('8/1', {
    sender: 8,
    counter: 1,
    at: 0,
    actor: 'freight-invoice',
    key: SHIPMENT,
    entries: [
      { entry: 'post', posting: 'freightAccrued', amountMinor: PRICE },
      { entry: 'post', posting: 'freightPaid', amountMinor: PRICE },
    ],
  });
  return ledger;
}

describe('a live ledger', () => {
  test('finds nothing wrong with an order that went as it should, in whatever order it heard of it', () => {
    expect(books(STORY).wrongs()).toEqual([]);
    expect(books(STORY.toReversed()).wrongs()).toEqual([]);
  });

  test.each(STORY.map(([name]) => name))('misses %s where it is lost', (name) => {
    expect(books(STORY.filter((each) => each[0] !== name)).wrongs()).not.toEqual([]);
  });

  test.each(STORY)('sees %s that is written twice', (...told) => {
    expect(books([...STORY, told]).wrongs()).toContainEqual(expect.stringMatching(/2 times$/));
  });

  test('sees what somebody else wrote, and what came out of turn', () => {
    const [first, ...rest] = STORY;
    const foreign: Told = [first![0], 'WMS', first![2], first![3], first![4], first![5]];
    expect(books([foreign, ...rest]).wrongs()).toEqual(['orderReleased of order by WMS']);
    const ledger = books(rest);
    ledger.event(STORY.length, 'orderReleased', 'ERP', 'order', ORDER, 1, UNITS, 0);
    expect(ledger.wrongs()).toEqual([`orderDone of order ${ORDER} without orderReleased`]);
  });

  test('sees a command that was done twice, whatever its number but for what may be asked again, and money that was paid to nobody', () => {
    const ledger = books(STORY);
    const reduce = (counter: number) =>
      envelope('reduceReservation', 9, SHIPMENT, PARTNER, WMS, 0, counter, SHIPMENT, 0, 0, { units: [] });
    ledger.command(reduce(1));
    expect(ledger.doubled()).toEqual([]);
    ledger.command(reduce(2));
    expect(ledger.doubled()).toEqual([expect.stringMatching(/^reduceReservation of 8 .*: 2 times$/)]);
    const ask = (counter: number) =>
      envelope('requestStatus', 12, SHIPMENT, PARTNER, CARRIER_FIRST, 0, counter, SHIPMENT, 1, 0, null);
    for (const counter of [3, 4]) ledger.command(ask(counter));
    expect(ledger.doubled()).toHaveLength(1);
    ledger.command(ask(4));
    expect(ledger.doubled()).toContainEqual(expect.stringMatching(/^requestStatus no\. 4 .*: 2 times$/));
    const entries = [{ entry: 'post', posting: 'freightPaid', amountMinor: 1 }] as const;
    const batch = { sender: 8, counter: 2, at: 0, actor: 'freight-invoice', key: SHIPMENT, entries };
    expect([ledger.enter('8/2', batch), ledger.enter('8/2', batch)]).toEqual([true, false]);
    expect(ledger.wrongs()).toContainEqual(`${PRICE} paid, ${PRICE + 1} posted`);
  });
});
