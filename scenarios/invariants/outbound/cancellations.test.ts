/** A cancellation that is answered twice, not at all, or otherwise than it comes out, is named. */
import { expect, test } from 'vitest';
import type { Envelope } from '#orchestrator/contracts/envelope';
import { LOAD, ORDER } from '#orchestrator/processes/outbound/inputs';
import { CancellationRules } from './cancellations.ts';
import type { CoreStates } from './part.ts';

const NOBODY: ReadonlySet<number> = new Set();

/** Of a core whose order waits for these shipments to say whether they stop, a bit each. */
function rulesOf(stopping = 0): CancellationRules {
  return rulesBeside(() => ({ stopping }));
}

/** @param state of the order; undefined = the core has none. Of the core, the rules ask nothing else. */
function rulesBeside(state: () => { readonly stopping: number } | undefined): CancellationRules {
  const core = { state };
  return new CancellationRules(() => core as unknown as CoreStates);
}

function asked(stopping = 0): CancellationRules {
  const rules = rulesOf(stopping);
  rules.rules.orderCancelled!(0, 17, 1, 0, 0);
  return rules;
}

function told(goesOn: number): Envelope {
  return { kind: 'answerCancellation', key: 17, a: goesOn === 0 ? 1 : 0, b: goesOn } as Envelope;
}

test('answered once, and so it comes out', () => {
  const rules = asked();
  rules.answered(told(12));
  rules.rules.orderDone!(0, 17, 1, 12, 4);
  rules.atEnd(NOBODY);
});

test('answered twice', () => {
  const rules = asked();
  rules.answered(told(12));
  expect(() => rules.answered(told(0))).toThrow(
    /side-effect-once.*order 17: its cancellation is answered a second time/,
  );
});

test('answered before every shipment has said whether it stops', () => {
  expect(() => asked(0b10).answered(told(12))).toThrow(
    /only-tabled-transitions.*order 17: its cancellation is answered, and not every shipment has said whether it stops/,
  );
});

test('more leaves than was said', () => {
  const rules = asked();
  rules.answered(told(0));
  expect(() => rules.rules.orderDone!(0, 17, 1, 3, 9)).toThrow(
    /order-lines-conserved.*3 units have left.* 0 go on/,
  );
});

test('never answered, unless a person has it or it came too late to be heard', () => {
  const rules = asked();
  const copy = rulesOf();
  copy.load(rules.save());
  expect(() => copy.atEnd(NOBODY)).toThrow(/settles.*order 17: its cancellation has never been answered/);
  copy.atEnd(new Set([17]));
  rules.rules.exceptionOpened!(0, 17, 1, ORDER, 1);
  rules.atEnd(NOBODY);
});

test('too late to be heard, while a case for what is late is open: no other one opens', () => {
  const rules = rulesBeside(() => undefined);
  rules.rules.exceptionOpened!(0, 17, 1, ORDER, 1);
  const copy = rulesBeside(() => undefined);
  copy.load(rules.save());
  copy.rules.orderCancelled!(0, 17, 1, 0, 0);
  copy.atEnd(NOBODY);
  // Of an order that is still to come it says nothing.
  rules.rules.orderReleased!(0, 17, 1, 0, 0);
  rules.rules.orderCancelled!(0, 17, 1, 0, 0);
  expect(() => rules.atEnd(NOBODY)).toThrow(/settles.*order 17: its cancellation has never been answered/);
});

test('the case of a load whose number is an order’s excuses nothing of an order that is there', () => {
  let state: { stopping: number } | undefined;
  const rules = rulesBeside(() => state);
  // Before the core has the order: then it comes.
  rules.rules.exceptionOpened!(0, 17, 1, LOAD, 1);
  state = { stopping: 0 };
  rules.rules.orderCancelled!(0, 17, 1, 0, 0);
  rules.rules.exceptionOpened!(0, 17, 2, LOAD, 1);
  expect(() => rules.atEnd(NOBODY)).toThrow(/settles.*order 17: its cancellation has never been answered/);
  rules.answered(told(12));
  expect(() => rules.answered(told(0))).toThrow(/side-effect-once.*answered a second time/);
});
