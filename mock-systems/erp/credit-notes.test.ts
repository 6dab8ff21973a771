/** Credit notes: once a return and once an order, never above what was billed; asked again, the answer is what it was. */
import { describe, expect, test } from 'vitest';
import { COMPLAINT, orderComplaint, shipmentComplaint } from '#orchestrator/contracts/complaint-key';
import type { CreditDelivery } from '#orchestrator/contracts/erp';
import type { GrantCredit, IssueCreditNote } from '#orchestrator/contracts/returns';
import { Kernel } from '#sim/kernel';
import { Random } from '#sim/random/random';
import { linesInto } from '../bench.fixture.ts';
import { CreditNotes } from './credit-notes.ts';

const START = 1_767_571_200_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

class Desk {
  readonly kernel = new Kernel({ start: START });
  readonly log: string[] = [];
  readonly answers: (readonly [kind: string, key: number, minor: number])[] = [];
  readonly notes: CreditNotes;

  constructor() {
    this.notes = new CreditNotes(
      this.kernel,
      linesInto(this.log),
      new Random(1),
      { postingMs: { kind: 'constant', value: HOUR_MS }, billedKeptMs: 60 * DAY_MS },
      (kind, key, minor) => this.answers.push([kind, key, minor]),
    );
    this.kernel.component('notes', {
      save: () => this.notes.save(),
      load: (saved) => this.notes.load(saved as ReturnType<CreditNotes['save']>),
    });
  }

  issue(key: number, minor: number): this {
    this.notes.issue({ kind: 'issueCreditNote', key, a: minor } as IssueCreditNote);
    return this;
  }

  grant(key: number, minor: number): this {
    this.notes.grantCredit({ kind: 'grantCredit', key, a: minor } as GrantCredit);
    return this;
  }

  deliver(key: number, minor: number): this {
    this.notes.creditDelivery({ kind: 'creditDelivery', key, a: minor } as CreditDelivery);
    return this;
  }

  run(ms = Infinity): this {
    this.kernel.run({ until: START + ms });
    return this;
  }
}

describe('a delivery', () => {
  test('is credited once; asked again, the answer is what it was', () => {
    const desk = new Desk();
    desk.notes.billed(40, 5_000);
    desk.deliver(40, 1_200).deliver(40, 1_200).run().deliver(40, 900);
    expect(desk.log).toEqual(['ERP.deliveryCredited shipment 40#1(1200,5)']);
    expect(desk.answers).toEqual([
      ['deliveryCredited', 40, 1_200],
      ['deliveryCredited', 40, 1_200],
    ]);
    expect(desk.notes.ledger).toMatchObject({ deliveries: 1, deliveriesMinor: 1_200 });
  });

  test('and its return together are credited no more than was billed', () => {
    const desk = new Desk();
    desk.notes.billed(40, 5_000);
    desk.deliver(40, 1_200).run().issue(40, 5_000).run();
    expect(desk.answers.at(-1)).toEqual(['creditNoteIssued', 40, 3_800]);
    expect(new Desk().deliver(41, 700).run().answers).toEqual([['deliveryCredited', 41, 0]]);
  });

  test('is credited once by a desk that goes on from a copy', () => {
    const desk = new Desk();
    desk.notes.billed(40, 5_000);
    const saved = desk.deliver(40, 1_200).run().kernel.snapshot();
    const other = new Desk();
    other.kernel.restore(saved);
    expect(other.deliver(40, 1_200).run().log).toEqual([]);
    expect(other.answers).toEqual([['deliveryCredited', 40, 1_200]]);
  });
});

describe('a return', () => {
  test('is credited once, after its time; asked again meanwhile or later, it is the same credit', () => {
    const desk = new Desk();
    desk.notes.billed(40, 5_000);
    desk.issue(40, 3_000).issue(40, 3_000).run().issue(40, 4_000);
    expect(desk.log).toEqual(['ERP.creditNoteIssued return 40#1(3000,5)']);
    expect(desk.answers).toEqual([
      ['creditNoteIssued', 40, 3_000],
      ['creditNoteIssued', 40, 3_000],
    ]);
    expect(desk.kernel.now).toBe(START + HOUR_MS);
    expect(desk.notes.ledger).toMatchObject({ notes: 1, notesMinor: 3_000 });
  });

  test('is credited no more than was billed, and nothing where that is not known', () => {
    const desk = new Desk();
    desk.notes.billed(40, 5_000);
    desk.issue(40, 9_000).issue(41, 100).run();
    expect(desk.answers).toEqual([
      ['creditNoteIssued', 40, 5_000],
      ['creditNoteIssued', 41, 0],
    ]);
    expect(desk.log).toHaveLength(1);
  });
});

describe('goodwill', () => {
  const late = orderComplaint(5, COMPLAINT.late);
  const short = orderComplaint(5, COMPLAINT.short);

  test('is once an order: another complaint of it gets nothing, and each its own answer again', () => {
    const desk = new Desk()
      .grant(late, 400)
      .grant(short, 300)
      .grant(late, 400)
      .run()
      .grant(late, 1)
      .grant(short, 1);
    expect(desk.log).toEqual([`ERP.goodwillCredited order 5#1(400,${late})`]);
    expect(desk.answers).toEqual([
      ['creditGranted', late, 400],
      ['creditGranted', short, 0],
      ['creditGranted', late, 400],
      ['creditGranted', short, 0],
    ]);
    expect(desk.notes.ledger).toMatchObject({ goodwills: 1, goodwillMinor: 400 });
  });
});

describe('a disputed bill', () => {
  const bill = shipmentComplaint(40, COMPLAINT.bill);

  test('is credited once a dispute, whatever goodwill its order has had; asked again, it is the same credit', () => {
    const desk = new Desk();
    desk.notes.billed(40, 5_000);
    desk.grant(orderComplaint(5, COMPLAINT.late), 400).grant(bill, 300).grant(bill, 700).run().grant(bill, 1);
    expect(desk.log).toContain(`ERP.billCredited complaint ${bill}#1(300,40)`);
    expect(desk.log).toHaveLength(2);
    expect(desk.answers.filter(([, key]) => key === bill)).toEqual([
      ['creditGranted', bill, 300],
      ['creditGranted', bill, 300],
    ]);
    expect(desk.notes.ledger).toMatchObject({ corrections: 1, correctionsMinor: 300, goodwills: 1 });
  });

  test('and a return of it are credited no more than was billed, whichever comes first', () => {
    const first = new Desk();
    first.notes.billed(40, 5_000);
    first.grant(bill, 2_000).issue(40, 4_000).run();
    expect(first.notes.ledger).toMatchObject({ correctionsMinor: 2_000, notesMinor: 3_000 });
    const second = new Desk();
    second.notes.billed(40, 5_000);
    second.issue(40, 5_000).grant(bill, 2_000).run();
    expect(second.answers).toContainEqual(['creditGranted', bill, 0]);
    expect(second.log).toEqual(['ERP.creditNoteIssued return 40#1(5000,5)']);
  });

  test('that ERP does not know, or a credit below nothing, is no credit', () => {
    const desk = new Desk();
    desk.notes.billed(48, 5_000);
    desk.grant(bill, 300).grant(shipmentComplaint(48, COMPLAINT.bill), -300).run();
    expect(desk.log).toEqual([]);
    expect(desk.answers.map(([, , minor]) => minor)).toEqual([0, 0]);
  });
});

test('a copy goes on as the original does', () => {
  const desk = new Desk();
  desk.notes.billed(40, 5_000);
  desk
    .issue(40, 3_000)
    .grant(shipmentComplaint(40, COMPLAINT.bill), 9_000)
    .grant(orderComplaint(5, COMPLAINT.late), 400)
    .run(HOUR_MS / 2);
  const copy = new Desk();
  copy.kernel.restore(structuredClone(desk.kernel.snapshot()));
  for (const each of [desk, copy]) each.run().issue(40, 1);
  expect(copy.answers).toEqual(desk.answers);
  expect(copy.log).toEqual(desk.log);
  expect(copy.notes.ledger).toEqual(desk.notes.ledger);
});
