/**
 * ERP, WMS, TMS and carriers by themselves: what each owns, what it answers, and that repeats change nothing. The
 * core's side is played by the test.
 */
import { describe, expect, test } from 'vitest';
import { CORE_SENDER, type Envelope, envelope, PARTNER } from '#orchestrator/contracts/envelope';
import type { CoreToPartner, Tender } from '#orchestrator/contracts/outbound';
import { Kernel } from '#sim/kernel';
import { Random } from '#sim/random/random';
import { trapRxErrors } from '#sim/rx/error-trap';
import { smallWorld } from '#testing/small-world';
import { CarrierBehaviour, CarrierMock } from './carriers/carrier.ts';
import { ErpMock } from './erp/erp.ts';
import type { MockSystem } from './mock-system.ts';
import { DAY_MS } from './settings.ts';
import { TmsMock } from './tms/tms.ts';
import { WmsMock } from './wms/wms.ts';

interface Bench {
  readonly kernel: Kernel;
  readonly sent: [kind: string, key: number, a: number, at: number][];
  readonly log: string[];
  tell(kind: CoreToPartner['kind'], key: number, a: number, b: number, body: unknown, counter?: number): void;
}

const DAY = smallWorld().startAt;

function bench<Mock extends MockSystem<unknown>>(
  make: (context: ConstructorParameters<typeof WmsMock>[0]) => Mock,
): Bench & { readonly mock: Mock } {
  const kernel = new Kernel({ start: DAY });
  trapRxErrors(kernel);
  const log: string[] = [];
  const mock = make({
    kernel,
    log: {
      business: (event, owner, _type, key, n, a, b) => log.push(`${owner}.${event} ${key}#${n}(${a},${b})`),
    },
  });
  const sent: Bench['sent'] = [];
  mock.output.subscribe((message) => sent.push([message.kind, message.key, message.a, kernel.now - DAY]));
  let counter = 0;
  return {
    kernel,
    mock,
    sent,
    log,
    tell: (kind, key, a, b, body, repeated) => {
      counter += 1;
      const id = repeated ?? counter;
      const message: Envelope = envelope(
        kind,
        8,
        key,
        PARTNER,
        mock.partner,
        CORE_SENDER,
        id,
        key,
        a,
        b,
        body,
      );
      mock.input.next(message);
    },
  };
}

describe('WMS', () => {
  const wms = (dailyCapacity: number) =>
    bench((context) => new WmsMock(context, [{ no: 0, dailyCapacity, unitCostMinor: 52.5 }]));

  test('finishes no more than its capacity a day, evenly spread, first come first served', () => {
    const { kernel, tell, sent, log } = wms(4);
    for (let order = 1; order <= 6; order++) tell('shipOrder', order, 0, 3, { product: 0, units: 3 });
    kernel.run();
    expect(sent).toEqual([1, 2, 3, 4, 5, 6].map((n) => ['goodsIssued', n, 0, (n * DAY_MS) / 4 - 1]));
    expect(log.filter((line) => line.includes('OverCapacity'))).toEqual([
      'WMS.orderOverCapacity 5#1(0,1)',
      'WMS.orderOverCapacity 6#1(0,1)',
    ]);
    expect(log).toContain('WMS.warehouseCharged 1#1(158,0)');
  });

  test('capacity that passed unused is gone; an idle plant puts nothing off, even past midnight', () => {
    const { kernel, tell, sent, log } = wms(4);
    const at = DAY_MS * 0.75 + 1;
    kernel.run({ until: DAY + at });
    for (let order = 1; order <= 2; order++) tell('shipOrder', order, 0, 3, { product: 0, units: 3 });
    kernel.run();
    expect(sent.map(([, , , sentAt]) => sentAt)).toEqual([at + DAY_MS / 4 - 1, at + DAY_MS / 2 - 1]);
    expect(log.filter((line) => line.includes('OverCapacity'))).toEqual([]);
  });

  test('at any load: never more than its capacity in a day, nor a break while orders wait', () => {
    for (const capacity of [1, 3, 7, 1013]) {
      const { kernel, tell, sent } = wms(capacity);
      for (let order = 1; order <= 3 * capacity; order++) tell('shipOrder', order, 0, 1, null);
      kernel.run();
      const perDay = [0, 1, 2].map((day) =>
        sent.filter(([, , , at]) => Math.floor((at as number) / DAY_MS) === day),
      );
      expect(perDay.map((day) => day.length)).toEqual([capacity, capacity, capacity]);
    }
  });

  test('a repeated message, and a second request while the order is at work, ship nothing twice', () => {
    const { kernel, tell, sent } = wms(4);
    tell('shipOrder', 1, 0, 3, null);
    tell('shipOrder', 1, 0, 3, null, 1);
    tell('shipOrder', 1, 0, 3, null);
    kernel.run();
    expect(sent).toHaveLength(1);
  });
});

describe('TMS', () => {
  const request = { origins: [0, 1], destination: 2, weightGrams: 1000 };
  const tms = (keyOf: (order: number) => number = (order) => order) =>
    bench((context) => {
      const { rates } = smallWorld();
      return new TmsMock(context, new Random(1), rates, { kind: 'exponential', mean: 30_000 }, keyOf);
    });

  test('answers each request once: a repeat is known by its sender and counter, also after a copy', () => {
    const { kernel, tell, sent } = tms();
    tell('requestRates', 1, 0, 0, request);
    tell('requestRates', 1, 0, 0, request, 1);
    const snapshot = structuredClone(kernel.snapshot());
    kernel.run();
    expect(sent.map(([kind, key]) => [kind, key])).toEqual([['ratesQuoted', 1]]);
    const copy = tms();
    copy.kernel.restore(snapshot);
    copy.tell('requestRates', 1, 0, 0, request, 1);
    copy.kernel.run();
    expect(copy.sent).toEqual(sent);
  });

  test('takes its luck from the key of the order, not from its number', () => {
    const at = (order: number, keyOf?: (order: number) => number): unknown => {
      const { kernel, tell, sent } = tms(keyOf);
      tell('requestRates', order, 0, 0, request);
      kernel.run();
      return sent[0]![3];
    };
    expect(at(7, () => 3)).toBe(at(3));
    expect(at(7)).not.toBe(at(3));
  });
});

describe('ERP', () => {
  const erp = () => bench((context) => new ErpMock(context, smallWorld({ orders: 9 }).orders, 30 * DAY_MS));

  test('releases every order at its instant, in order', () => {
    const { kernel, mock, sent, log } = erp();
    mock.start();
    kernel.run();
    expect(sent.map(([kind, key, , at]) => [kind, key, at])).toEqual(
      [1, 2, 3, 4, 5, 6, 7, 8, 9].map((no) => ['orderReleased', no, Math.floor(no / 4) * 3_600_000]),
    );
    expect(log).toHaveLength(18);
  });

  test('pays an approved invoice once, on its terms', () => {
    const { kernel, tell, sent, log } = erp();
    tell('payInvoice', 5, 1000, 0, null);
    tell('payInvoice', 5, 1000, 0, null);
    kernel.run();
    expect(sent).toEqual([['invoicePaid', 5, 1000, 30 * DAY_MS]]);
    expect(log).toEqual(['ERP.freightPaid 5#1(1000,0)']);
  });

  test('a message it does not know stops the run with its name', () => {
    const { kernel, tell } = erp();
    kernel.call(DAY, () => tell('shipOrder', 5, 0, 0, null));
    expect(() => kernel.run()).toThrow(/ERP does not understand "shipOrder" \(order 5\)/);
  });
});

describe('carrier', () => {
  const { carriers: settings } = smallWorld().systems;
  const behaviour = (seed: number): CarrierBehaviour =>
    new CarrierBehaviour(new Random(seed), settings, (order) => order);
  const carrier = (no = 0, seed = 1) => bench((context) => new CarrierMock(context, behaviour(seed), no));
  const tender = (ratedMinor: number | null, mode = 'AIR', transitDays = 2): Tender => ({
    origin: 0,
    destination: 2,
    service: 0,
    mode,
    weightGrams: 1,
    transitDays,
    ratedMinor,
  });

  test('accepts, moves, delivers and bills, once each, whatever is repeated', () => {
    const { kernel, tell, sent } = carrier();
    for (let i = 0; i < 2; i++) tell('tenderLoad', 7, 1, 0, tender(1000));
    kernel.run();
    for (let i = 0; i < 2; i++) tell('dispatchLoad', 7, 0, 0, null);
    kernel.run();
    expect(sent.map(([kind]) => kind)).toEqual([
      'tenderAccepted',
      'loadDeparted',
      'loadDelivered',
      'freightInvoiced',
    ]);
    const [, departed, delivered, invoiced] = sent.map(([, , , at]) => at);
    expect(delivered! - departed!).toBe(2 * DAY_MS);
    expect(invoiced! - delivered!).toBe(2 * DAY_MS);
  });

  test('never bills what was not rated', () => {
    const { kernel, tell, sent } = carrier();
    tell('tenderLoad', 7, 1, 0, tender(null));
    kernel.run();
    tell('dispatchLoad', 7, 0, 0, null);
    kernel.run();
    expect(sent.map(([kind]) => kind)).not.toContain('freightInvoiced');
  });

  test('the same order has the same luck with any carrier; another seed has other luck', () => {
    const luck = (seed: number): number[] =>
      Array.from({ length: 200 }, (_, order) => behaviour(seed).transit(order, 'GROUND', 4));
    expect(luck(1)).toEqual(luck(1));
    expect(luck(2)).not.toEqual(luck(1));
  });

  test('late and early shares are those of the settings; early never beats half the table', () => {
    const times = Array.from(
      { length: 20_000 },
      (_, order) => behaviour(3).transit(order, 'GROUND', 4) / DAY_MS,
    );
    const share = (test: (days: number) => boolean): number => times.filter(test).length / times.length;
    // Three standard errors of a share near 0.3 in 20,000 draws: 0.01.
    expect(Math.abs(share((days) => days > 4) - 0.3)).toBeLessThan(0.01);
    expect(Math.abs(share((days) => days < 4) - 0.2)).toBeLessThan(0.01);
    expect(Math.min(...times)).toBe(2);
  });
});
