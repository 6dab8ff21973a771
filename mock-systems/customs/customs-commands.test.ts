/** Customs under any declarations of a core, with trucks that come to the border: goods are let in or sent back once, and never unheard of. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Random } from '#sim/random/random';
import { systemProperty, telling, timesWritten, wasTold } from '#testing/commands/mock-commands';
import { runs } from '#testing/properties/properties';
import { Border } from '../border.ts';
import { ABROAD, CARRIER, DAY_MS, GOODS, PLAIN, XRAY } from './customs.fixture.ts';
import { CustomsSystem } from './customs-system.ts';

const LOADS = [8, 16, 24];
const load = fc.constantFrom(...LOADS);
const LIVELY = {
  ...PLAIN,
  queryShare: 0.4,
  queryAgainShare: 0.4,
  refusedShare: 0.3,
  exams: [{ ...XRAY, share: 0.4 }],
};
const goods = fc.integer({ min: 1, max: 5 }).map((units) => ({ ...GOODS, units: [units] }));

const arrival = (key: number): string => `arrive(${key})`;

test('whatever a core declares', () => {
  fc.assert(
    systemProperty<Border>({
      owner: 'CUSTOMS',
      make: (context) => {
        const border = new Border(context.kernel, [0, ABROAD], [false, true]);
        border.connectCarrier(CARRIER, () => {});
        const settings = { countries: [null, LIVELY], rememberMs: 60 * DAY_MS };
        const system = new CustomsSystem(context, new Random(4), settings, border, (order) => order);
        return { system, world: border };
      },
      steps: [
        fc
          .tuple(load, goods)
          .map(([key, body]) => ({ tell: { kind: 'lodgeDeclaration', key, a: key, b: ABROAD, body } })),
        telling('answerQuery', { key: load, a: fc.integer({ min: 1, max: 3 }), b: fc.constant(1) }),
        telling('amendDeclaration', {
          key: load,
          a: fc.constant(CARRIER),
          b: fc.constant(ABROAD),
          body: goods,
        }),
        load.map((key) => ({ tell: { kind: 'withdrawDeclaration', key, a: key, b: ABROAD, body: null } })),
        load.map((key) => ({
          does: arrival(key),
          act: (border: Border) => border.arrive(key, ABROAD, CARRIER),
        })),
      ],
      // Nothing is withdrawn that has left, and nothing leaves that was withdrawn; it comes to the border once.
      may: (step, books) => {
        if (!('tell' in step))
          return (
            !books.happened.includes(step.does) &&
            !LOADS.some((key) => step.does === arrival(key) && wasTold(books, 'withdrawDeclaration', key))
          );
        const { kind, key } = step.tell;
        // What has left is counted once.
        if (kind === 'amendDeclaration')
          return wasTold(books, 'lodgeDeclaration', key) && !wasTold(books, 'amendDeclaration', key);
        return kind !== 'withdrawDeclaration' || !books.happened.includes(arrival(key));
      },
      says: {
        declarationAccepted: ({ key }, books) => wasTold(books, 'lodgeDeclaration', key),
        declarationQueried: ({ key }, books) => wasTold(books, 'lodgeDeclaration', key),
        goodsHeld: ({ key }, books) =>
          !books.said.some((said) => ENDS.includes(said.kind) && said.key === key),
        goodsReleased: ({ key, a }) => LOADS.includes(key) && a >= 0,
        goodsRefused: ({ key, a }) => LOADS.includes(key) && a >= 0,
      },
      holds: (books) => {
        for (const key of LOADS) {
          const ends = timesWritten(books, 'goodsReleased', key) + timesWritten(books, 'goodsRefused', key);
          expect(ends).toBeLessThanOrEqual(1);
          expect(timesWritten(books, 'declarationAccepted', key)).toBeLessThanOrEqual(1);
        }
      },
    }),
    { numRuns: runs(60) },
  );
});

const ENDS = ['goodsReleased', 'goodsRefused'];
