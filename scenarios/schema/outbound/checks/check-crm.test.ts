/** What is wrong with the sections on customers is said, with its place and a way out. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { libraryText, loadFrom, problemsIn } from '#testing/worlds/library-scenario';

const problems = (set: readonly string[], overlays: readonly string[] = ['returns-wave']): string[] =>
  problemsIn(loadFrom('b2b-distributor', {}, { with: overlays, set }));

const CLASS =
  '{ class: trade, share: 0.1, after: { constant: 5 d }, reasons: { unwanted: 1, damaged: 0, wrong: 0, defective: 0 }, pack: { constant: 1 d }, transit: { constant: 3 d }';

describe('customers', () => {
  test('of the library are right', () => {
    expect(problems([])).toEqual([]);
    expect(problemsIn(loadFrom('returns-wave'))).toEqual([]);
  });

  test.each<[string, string, RegExp]>([
    [
      'a class that is not there',
      'systems.crm.classes=[{ class: retail }]',
      /unknown class of customers: "retail"/,
    ],
    [
      'a class twice',
      'systems.crm.classes=[{ class: trade }, { class: trade }]',
      /two classes of customers|twice|more than once/i,
    ],
    [
      'a right of return beyond what is kept',
      'returns.within=60 d',
      /a done order is kept for 45 d, and may be returned for 60 d/,
    ],
    [
      'shares beyond 1',
      `returns.classes=[${CLASS}, part: 0.7, tooMany: 0.4 }]`,
      /part and tooMany are 1.1 of all requests/,
    ],
    [
      'more that never comes than all',
      `returns.classes=[${CLASS}, never: 0.7, strange: 0.4 }]`,
      /never and strange are 1.1/,
    ],
    [
      'no reason',
      `returns.classes=[${CLASS.replace('unwanted: 1', 'unwanted: 0')} }]`,
      /no reason has a weight: a return has one/,
    ],
    [
      'a dispute of what is forgotten',
      'systems.crm.disputes={ noticed: 1, unfounded: 0, after: { constant: 1 d }, within: 60 d, creditMost: 50 USD, source: assumption }',
      /systems\.crm\.disputes.*a done order is kept for 45 d, and its bill may be disputed for 60 d/,
    ],
    [
      'a dispute in another currency',
      'systems.crm.disputes={ noticed: 1, unfounded: 0, after: { constant: 1 d }, within: 30 d, creditMost: 50 EUR, source: assumption }',
      /"50 EUR" is not in USD/,
    ],
    [
      'more wrong bills than bills',
      'systems.erp.wrongBills={ quantity: 0.6, twice: 0.6, source: assumption }',
      /systems\.erp\.wrongBills.*price, quantity, freight and twice are 1.2 of all bills: 1 at most/,
    ],
    [
      'a wrong price of no size',
      'systems.erp.wrongBills={ price: 0.1, source: assumption }',
      /nobody says what a wrong price is\. Add priceFactor/,
    ],
    [
      'freight of no size',
      'systems.erp.wrongBills={ freight: 0.1, source: assumption }',
      /nobody says how much freight is billed\. Add freightCharge/,
    ],
    [
      'units too many of no bill',
      'systems.erp.wrongBills={ twice: 0.1, quantityUnits: 2, source: assumption }',
      /no bill has a wrong quantity\. Give quantity a share/,
    ],
    [
      'a bench that never opens',
      'returns.bench.hours={ days: [mon], from: "08:00", to: "08:00" }',
      /the bench of "DC Reno" never opens in the run/,
    ],
  ])('%s is refused', (_what, set, message) => {
    const found = problems([set]);
    expect(found.length).toBeGreaterThan(0);
    expect(found.join('\n')).toMatch(message);
  });

  test('returns without CRM are refused: nobody could ask', () => {
    const returns = `returns={ within: 14 d, neverCame: 21 d, answerWithin: 1 d, creditPosting: { constant: 1 h }, creditWithin: 10 d, bench: { workers: 1 }, classes: [${CLASS} }], source: assumption }`;
    expect(problems([returns], []).join('\n')).toMatch(
      /nobody could ask for a return: customers speak through CRM/,
    );
  });

  test('the bills of the docs are right', () => {
    const docs = readFileSync(new URL('../../../../docs/returns.md', import.meta.url), 'utf8');
    const [, wrong] = /^ {4}wrongBills: (.*)$/m.exec(docs)!;
    const [, disputes] = /^ {4}disputes: (.*)$/m.exec(docs)!;
    expect(problems([`systems.erp.wrongBills=${wrong}`, `systems.crm.disputes=${disputes}`])).toEqual([]);
  });

  test('an overlay that names classes the scenario has not says which it has', () => {
    const named = libraryText('overlays/returns-wave.yaml').replaceAll(/ifPresent: true,?/g, '');
    const loaded = loadFrom('quickstart', { 'mine.yaml': named }, { with: ['mine.yaml'] });
    expect(problemsIn(loaded).join('\n')).toMatch(
      /unknown class of customers: "trade"\. Known: shop, workshop/,
    );
  });
});
