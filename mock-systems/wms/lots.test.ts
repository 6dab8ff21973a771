/** Lots leave first expired, first received; places are used again and never mixed up: against lots kept as a plain list. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Lots, type LotView } from './lots.ts';

interface Model {
  no: number;
  expiresAt: number;
  in: number;
  available: number;
  reserved: number;
  shipped: number;
  lost: number;
}

const CELLS = 3;
/** A lot of 5 has expired. */
const NOW = 5;

/** Lots as lists of objects. */
class PlainLots {
  readonly cells: Model[][] = [[], [], []];
  private readonly numbers = [0, 0, 0];

  add(cell: number, units: number, expiresAt: number): void {
    this.numbers[cell]! += 1;
    const no = this.numbers[cell]!;
    this.cells[cell]!.push({ no, expiresAt, in: units, available: units, reserved: 0, shipped: 0, lost: 0 });
    this.cells[cell]!.sort((p, q) => p.expiresAt - q.expiresAt || p.no - q.no);
  }

  join(cell: number, units: number, expiresAt: number): void {
    const lots = this.cells[cell]!;
    if (lots.length === 0) {
      this.add(cell, units, expiresAt);
      return;
    }
    const youngest = lots.reduce((p, q) => (q.no > p.no ? q : p));
    if (youngest.expiresAt <= NOW) {
      this.add(cell, units, expiresAt);
      return;
    }
    youngest.in += units;
    youngest.available += units;
  }

  /** (lot, units) taken. */
  from(cell: number, units: number, to: 'reserved' | 'lost'): [Model, number][] {
    let left = units;
    const taken: [Model, number][] = [];
    for (const lot of this.cells[cell]!) {
      if (to === 'reserved' && lot.expiresAt <= NOW) continue;
      const here = Math.min(left, lot.available);
      if (here === 0) continue;
      lot.available -= here;
      lot[to] += here;
      left -= here;
      taken.push([lot, here]);
    }
    this.forget(cell);
    return taken;
  }

  forget(cell: number): void {
    this.cells[cell] = this.cells[cell]!.filter(({ available, reserved }) => available + reserved > 0);
  }
}

const steps = fc.array(
  fc.record({
    what: fc.constantFrom('add', 'join', 'reserve', 'release', 'ship', 'lose', 'miss', 'copy'),
    cell: fc.nat(CELLS - 1),
    units: fc.integer({ min: 1, max: 20 }),
    expiresAt: fc.constantFrom(5, 6, 7, Infinity),
    which: fc.nat(),
  }),
  { maxLength: 120 },
);

test('lots are what a plain list of them is, whatever is done in whatever order', () => {
  fc.assert(
    fc.property(steps, (list) => {
      let lots = new Lots(CELLS);
      const plain = new PlainLots();
      const open: { cell: number; place: number; lot: Model; units: number }[] = [];
      for (const { what, cell, units, expiresAt, which } of list) {
        const available = plain.cells[cell]!.reduce((sum, lot) => sum + lot.available, 0);
        if (what === 'add' || what === 'join') {
          lots[what](cell, units, expiresAt, NOW);
          plain[what](cell, units, expiresAt);
        } else if (what === 'reserve' && available > lots.expired(cell, NOW)) {
          const picks: number[] = [];
          const wanted = Math.min(units, available - lots.expired(cell, NOW));
          lots.reserve(cell, wanted, NOW, 4, picks);
          const taken = plain.from(cell, wanted, 'reserved');
          expect(picks.filter((_, i) => i % 3 !== 1)).toEqual(taken.flatMap(([, some]) => [4, some]));
          for (const [i, [lot, some]] of taken.entries()) {
            open.push({ cell, place: picks[3 * i + 1]!, lot, units: some });
          }
        } else if (what === 'miss' && available > 0) {
          lots.miss(cell, Math.min(units, available));
          plain.from(cell, Math.min(units, available), 'lost');
        } else if (what === 'copy') {
          const copy = new Lots(CELLS);
          copy.load(structuredClone(lots.save()));
          lots = copy;
        } else if ((what === 'release' || what === 'ship' || what === 'lose') && open.length > 0) {
          const [held] = open.splice(which % open.length, 1);
          const { place, lot } = held!;
          if (what === 'release') lots.release(place, held!.units);
          else lots[what](held!.cell, place, held!.units);
          lot.reserved -= held!.units;
          lot[({ release: 'available', ship: 'shipped', lose: 'lost' } as const)[what]] += held!.units;
          plain.forget(held!.cell);
        }
        expect([0, 1, 2].map((each) => lots.of(each))).toEqual(plain.cells as LotView[][]);
      }
    }),
  );
});

test('a place that is free is used again: the arrays do not grow with the run', () => {
  const lots = new Lots(1);
  for (let i = 0; i < 10_000; i++) {
    const picks: number[] = [];
    lots.add(0, 5, Infinity);
    lots.reserve(0, 5, NOW, 0, picks);
    lots.ship(0, picks[1]!, 5);
  }
  expect(lots.save().used).toBe(1);
  expect(lots.save().numbers[0]).toBe(10_000);
});
