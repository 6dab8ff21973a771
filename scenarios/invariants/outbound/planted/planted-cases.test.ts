/** A few days with exceptions as cases, in which the core forgets one, doubles one or claims what nobody did: the run stops there. */
import { describe, expect, test } from 'vitest';
import { CASE, FREIGHT_INVOICE, LOAD } from '#orchestrator/core/actor-types';
import { EXCEPTION, exceptionOf, RESOLVED_BY } from '#orchestrator/processes/exceptions/classes';
import { smallCare } from '#testing/worlds/care-world';
import {
  expectCaught,
  type Inside,
  type Plant,
  replaced,
  violationOf,
} from '#testing/worlds/outbound-plants';

const SMALL = smallCare({ days: 2, ordersPerDay: 60, overlays: ['exceptions-as-cases'] });
const INVARIANT = 'exceptions-are-cases';

test('without a plant nothing stops it', () => {
  expect(violationOf(() => {}, SMALL)).toBe(null);
});

/** What a type of actor emits is passed through another's hands. */
function tampered(twin: Inside, type: number, hands: (right: Inside) => Partial<Inside>): void {
  replaced(twin.host.actors.of(type).actor, 'step', (step, draft, input, now, out) => {
    step(draft, input, now, Object.assign(Object.create(out), hands(out)));
  });
}

/** Each event of a case may become others. */
const rewritten =
  (of: string, to: (out: Inside, n: number, a: number, b: number) => void): Plant =>
  (twin) =>
    tampered(twin, CASE, (out) => ({
      event: (name: string, n: number, a: number, b: number) =>
        name === of ? to(out, n, a, b) : out.event(name, n, a, b),
    }));

describe('a core', () => {
  test.each<[string, RegExp, Plant]>([
    [
      'that tells no case of a disputed bill',
      /case \d+ \(invoiceMismatch\): noticed a day ago, and there is no case/,
      (twin) =>
        tampered(twin, FREIGHT_INVOICE, (out) => ({
          tell: (...told: Inside[]) => {
            if (told[0] !== CASE) out.tell(...told);
          },
        })),
    ],
    [
      'that opens a case twice',
      /case \d+ \(\w+\): opened, and it is open/,
      rewritten('caseOpened', (out, n, a, b) => {
        out.event('caseOpened', n, a, b);
        out.event('caseOpened', n, a, b);
      }),
    ],
    [
      'that takes one class for another',
      /case \d+ \(\w+\): opened as stockDrift/,
      rewritten('caseOpened', (out, n, _a, b) => out.event('caseOpened', n, EXCEPTION.stockDrift, b)),
    ],
    [
      'that does not classify',
      /case \d+ \(\w+\): resolved, and it was never classified/,
      rewritten('caseClassified', () => {}),
    ],
    [
      'that ends a case twice',
      /case \d+ \(\w+\): resolved as no\. 1, open is none/,
      rewritten('caseResolved', (out, n, a, b) => {
        out.event('caseResolved', n, a, b);
        out.event('caseResolved', n, a, b);
      }),
    ],
    [
      'that does not say who has resolved it',
      /case \d+ \(\w+\): resolved by -1, whom nobody knows/,
      rewritten('caseResolved', (out, n, _a, b) => out.event('caseResolved', n, -1, b)),
    ],
    [
      'that boasts of a recommendation',
      /case \d+ \(\w+\): resolved by a recommendation, and none was followed/,
      rewritten('caseResolved', (out, n, a, b) =>
        out.event('caseResolved', n, b === EXCEPTION.delay ? a : RESOLVED_BY.recommendation, b),
      ),
    ],
    [
      'that forgets the end of a matter',
      /case \d+ \(delay\): open at the end, and its entity is gone/,
      (twin) =>
        tampered(twin, LOAD, (out) => ({
          tell: (type: number, key: number, kind: string, ...rest: Inside[]) => {
            const isEnd =
              type === CASE && kind !== 'exceptionDetected' && exceptionOf(key) === EXCEPTION.delay;
            if (!isEnd) out.tell(type, key, kind, ...rest);
          },
        })),
    ],
  ])('%s', (_name, message, plant) => {
    expectCaught(INVARIANT, message, plant, SMALL);
  });
});
