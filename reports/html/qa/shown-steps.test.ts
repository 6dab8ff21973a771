/**
 * What is drawn of a run fits a page and still tells the story: nothing is lost without being counted, nothing changes its place, what comes
 * from outside and what breaks is always there, and what two runs have in common stands in the same row of both.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { failingCase, START_MS, step } from './failure-case.fixture.ts';
import type { CaseRun, CaseStep } from './failure-case.ts';
import { isLeftOut, type Row, rowsOf, type Shown } from './shown-steps.ts';

const ROWS_MAX = 60;

function runOf(steps: readonly CaseStep[], finding: CaseRun['finding'] = null): CaseRun {
  return { steps, finding, events: steps.length, end: 'nothing more can happen' };
}

function sideOf(rows: readonly Row[], side: 0 | 1): Shown[] {
  return rows.flatMap((row) => row[side] ?? []);
}

/** Steps that are drawn, and those that are counted. */
function total(shown: readonly Shown[]): number {
  return shown.reduce((sum, each) => sum + (isLeftOut(each) ? each.steps : 1), 0);
}

const anyStep: fc.Arbitrary<Partial<CaseStep>> = fc.record({
  lane: fc.constantFrom('order', 'shipment', 'ERP', 'WMS'),
  from: fc.constantFrom(null, 'ERP', 'order'),
  what: fc.constantFrom('a', 'b', 'stockCounted'),
  order: fc.constantFrom(-1, 7, 8),
  after: fc.constantFrom(null, 'open', 'done'),
  kind: fc.constantFrom('message' as const, 'business' as const, 'inside' as const, 'undelivered' as const),
});
const anySteps = fc.array(anyStep, { maxLength: 300 }).map((all) => all.map((more, at) => step(at, more)));

describe('one run', () => {
  test('fits, loses nothing without counting it, and keeps its order', () => {
    fc.assert(
      fc.property(anySteps, fc.constantFrom('order 7', ''), (steps, subject) => {
        const shown = sideOf(rowsOf(runOf(steps), null, subject), 0);
        expect(shown.length).toBeLessThanOrEqual(ROWS_MAX);
        expect(total(shown)).toBe(steps.length);
        const drawn = shown.filter((each): each is CaseStep => !isLeftOut(each));
        expect(drawn).toEqual(steps.filter((each) => drawn.includes(each)));
        // A gap of one would take the row of what it leaves out.
        expect(shown.filter(isLeftOut).every((gap) => gap.steps > 1)).toBe(true);
      }),
    );
  });

  test('of a long one, what comes from outside, how it is heard of and what breaks are always there', () => {
    const noise = (from: number, many: number): CaseStep[] =>
      Array.from({ length: many }, (_, i) =>
        step(from + i, { order: 8, after: `state${i}`, about: 'order 8' }),
      );
    const held = step(500, { kind: 'business', lane: 'ERP', from: null, outside: 'order#7.held' });
    const heard = step(501, { what: 'orderHeld' });
    const last = step(900, { order: -1, what: 'breaks' });
    const finding = { ...failingCase().run.finding!, at: START_MS };
    const steps = [...noise(0, 400), held, heard, ...noise(510, 300), last];
    // Of all orders, so that nothing but this makes them matter.
    const shown = sideOf(rowsOf(runOf(steps, finding), null, ''), 0);
    for (const one of [held, heard, last]) expect(shown).toContain(one);
    expect(shown.length).toBeLessThanOrEqual(ROWS_MAX);
    expect(shown.find(isLeftOut)).toMatchObject({ mostly: '' });
  });

  test('of a fault that comes again and again, the first and the last', () => {
    const fault = (at: number): CaseStep =>
      step(at, {
        kind: 'fault',
        what: `outage: pay${at === 0 ? '' : ` (attempt ${at + 1})`}`,
        outside: 'fault#1',
      });
    const steps = Array.from({ length: 41 }, (_, at) => fault(at));
    expect(sideOf(rowsOf(runOf(steps), null, ''), 0)).toEqual([
      steps[0],
      { kind: 'left-out', steps: 39, mostly: '' },
      steps[40],
    ]);
  });

  test('what stocks and other orders do is left out, and told by what most of it is', () => {
    const counts = Array.from({ length: 5 }, (_, at) =>
      step(at, { what: 'stockCounted', order: -1, lane: 'stock-view' }),
    );
    const own = step(9, { after: 'open' });
    expect(sideOf(rowsOf(runOf([...counts, own]), null, 'order 7'), 0)).toEqual([
      { kind: 'left-out', steps: 5, mostly: 'all stockCounted' },
      own,
    ]);
  });
});

describe('two runs', () => {
  test('each fits and loses nothing; what both have in common from the beginning stands in one row', () => {
    fc.assert(
      fc.property(anySteps, anySteps, anySteps, (common, one, other) => {
        const later = (steps: readonly CaseStep[]): CaseStep[] =>
          steps.map((each, i) => ({ ...each, at: START_MS + 1e6 + i }));
        const [left, right] = [
          [...common, ...later(one)],
          [...common, ...later(other)],
        ];
        const rows = rowsOf(runOf(left), runOf(right), 'order 7');
        expect(total(sideOf(rows, 0))).toBe(left.length);
        expect(total(sideOf(rows, 1))).toBe(right.length);
        // What both have may fill the first: the other has some rows more for what it does instead.
        expect(sideOf(rows, 0).length).toBeLessThanOrEqual(ROWS_MAX);
        expect(sideOf(rows, 1).length).toBeLessThanOrEqual(ROWS_MAX + 15);
        for (const [mine, theirs] of rows) {
          if (mine === null || theirs === null || isLeftOut(mine) || !common.includes(mine)) continue;
          expect(theirs).toEqual(mine);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('that part stand beside each other from there', () => {
    const { run, beside } = failingCase();
    const rows = rowsOf(run, beside!.run, 'order 7');
    expect(rows.map(([mine, theirs]) => [(mine as CaseStep).what, (theirs as CaseStep).what])).toEqual([
      ['orderReleased', 'orderReleased'],
      ['salesOrderReleased', 'salesOrderReleased'],
      ['requestRating', 'requestRating'],
      ['call-lost: requestRating', 'orderRated'],
      ['sourcing: option 1 of 2 (cheapest)', 'sourcing: option 1 of 2 (cheapest)'],
    ]);
  });
});
