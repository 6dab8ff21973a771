/**
 * What is written is XML whatever a text says, read back by a reader that forgives nothing; its counts are those of its cases; and of a
 * run each policy has a case for every threshold and every invariant, by names that hold no figure.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { INVARIANTS } from '../outbound/invariants.ts';
import type { OutboundRunReport } from '../outbound/outbound-report.ts';
import { reportOf, sampleReport } from '../outbound/sample.fixture.ts';
import { type JunitCase, renderJunit } from './junit.ts';
import { renderRunJunit } from './run-junit.ts';
import { type Element, elementsOf, readXml } from './strict-xml.fixture.ts';

const text = fc.string({ unit: 'binary', maxLength: 40 });
const hostile = fc.oneof(
  text,
  fc.constantFrom(
    ']]>',
    '<![CDATA[',
    '</testcase>',
    '&amp;',
    '\u0000\u001b[31m',
    '\ud800',
    'a\r\nb',
    '"',
    "'",
    '\ufffe',
  ),
);

const outcomes = fc.oneof(
  fc.constant({ kind: 'passed' } as const),
  fc.record({ kind: fc.constant('skipped' as const), message: hostile }),
  fc.record({
    kind: fc.constantFrom('failed' as const, 'error' as const),
    message: hostile,
    detail: hostile,
  }),
);
const cases: fc.Arbitrary<JunitCase> = fc.record({ name: hostile, outcome: outcomes, says: hostile });

/** As it may stand in XML. */
const asShown = (given: string): string =>
  given.toWellFormed().replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd');

describe('JUnit', () => {
  test('is XML whatever it is of, and every text comes back', () => {
    fc.assert(
      fc.property(hostile, hostile, fc.array(cases, { maxLength: 6 }), (name, property, all) => {
        const xml = renderJunit(name, [{ name, classname: name, properties: { key: property }, cases: all }]);
        const root = readXml(xml);
        expect(root.attributes.name).toBe(asShown(name));
        expect(elementsOf(root, 'property')[0]?.attributes.value).toBe(asShown(property));
        const read = elementsOf(root, 'testcase');
        expect(read.map(({ attributes }) => attributes.name)).toEqual(all.map((each) => asShown(each.name)));
        for (const [i, { outcome, says }] of all.entries()) {
          const [out] = elementsOf(read[i]!, 'system-out');
          // A reader of XML makes one break of a carriage return and a line feed.
          expect(out!.text).toBe(asShown(says!).replace(/\r\n?/g, '\n'));
          const tag = { passed: null, skipped: 'skipped', failed: 'failure', error: 'error' }[outcome.kind];
          const found = tag === null ? [] : elementsOf(read[i]!, tag);
          expect(found).toHaveLength(tag === null ? 0 : 1);
          if ('message' in outcome) expect(found[0]!.attributes.message).toBe(asShown(outcome.message));
        }
        for (const element of [root, ...elementsOf(root, 'testsuite')]) {
          expect(element.attributes.tests).toBe(String(all.length));
          const failed = all.filter(({ outcome }) => outcome.kind === 'failed').length;
          expect(element.attributes.failures).toBe(String(failed));
        }
      }),
    );
  });

  test('its reader forgives nothing: what is no XML is refused', () => {
    for (const broken of [
      '<a>',
      '<a></b>',
      '<a b=c/>',
      '<a>&nbsp;</a>',
      '<a>&</a>',
      '<a b="<"/>',
      '<a/><b/>',
      '<a>\u0001</a>',
    ])
      expect(() => readXml(broken), broken).toThrow();
  });
});

const suiteOf = (xml: string, policy: string): Element =>
  elementsOf(readXml(xml), 'testsuite').find(({ attributes }) => attributes.name === policy)!;
const namesOf = (suite: Element): string[] =>
  elementsOf(suite, 'testcase').map(({ attributes }) => attributes.name!);
const caseOf = (suite: Element, name: string): Element =>
  elementsOf(suite, 'testcase').find(({ attributes }) => attributes.name === name)!;

describe('a run', () => {
  const report = sampleReport();
  const cheap = suiteOf(renderRunJunit(report, null), 'cheap');

  test('has a suite a policy: its end, its thresholds, every invariant', () => {
    expect(namesOf(cheap)).toEqual([
      'reached its end',
      'threshold onTimeDelivery at least',
      'threshold orders at most',
      ...INVARIANTS.map(([name]) => `invariant ${name}`),
    ]);
    expect(namesOf(suiteOf(renderRunJunit(report, null), 'dear'))).toHaveLength(1 + INVARIANTS.length);
  });

  test('says of a missed threshold what it is, what was asked for, where, and how to see it again', () => {
    const [failure, ...more] = elementsOf(cheap, 'failure');
    expect(more).toEqual([]);
    expect(failure!.attributes.message).toBe(
      'Shipments delivered on time of cheap: 66.7 %, asked for: at least 90.0 %',
    );
    expect(failure!.text).toContain(
      'place: thresholds of scenario sample\nreproduce: dray run sample --seed 1',
    );
  });

  test('names its cases the same, whatever came out and whatever the bound is', () => {
    const [first, ...others] = report.thresholds;
    const moved: OutboundRunReport = {
      ...report,
      seed: 2,
      thresholds: [{ ...first!, bound: 'at least 10.0 %', value: 0.9, passed: true }, ...others],
    };
    expect(namesOf(suiteOf(renderRunJunit(moved, null), 'cheap'))).toEqual(namesOf(cheap));
  });

  test('tells two thresholds of one KPI apart', () => {
    const [first] = report.thresholds;
    const names = namesOf(
      suiteOf(renderRunJunit({ ...report, thresholds: [first!, first!] }, null), 'cheap'),
    );
    expect(names.slice(1, 3)).toEqual([
      'threshold onTimeDelivery at least',
      'threshold onTimeDelivery at least (2)',
    ]);
  });

  test('that broke an invariant fails it with place and command, and passes nothing of that policy', () => {
    const [arm] = report.arms;
    const violation = 'invariant side-effect-once violated: load 3 was delivered twice';
    const broken = { ...arm!, end: 'violated' as const, violation };
    const place = {
      policy: 'cheap',
      invariant: 'side-effect-once',
      event: 812,
      time: Date.UTC(2026, 2, 4, 5),
    };
    const suite = suiteOf(
      renderRunJunit({ ...reportOf([broken]), end: 'violated', thresholds: report.thresholds }, place),
      'cheap',
    );
    const failed = elementsOf(caseOf(suite, 'invariant side-effect-once'), 'failure');
    expect(failed[0]!.text).toBe(
      `${violation}\nplace: event 812 of cheap, 2026-03-04 05:00 UTC\nreproduce: dray run sample --seed 1 --with 'DC North'`,
    );
    const passed = elementsOf(suite, 'testcase').filter(
      (each) => elementsOf(each, 'failure').length + elementsOf(each, 'skipped').length === 0,
    );
    expect(passed).toEqual([]);
  });

  test('that another policy stopped by an invariant passes and fails no threshold, as every other report says', () => {
    const broken = {
      ...report.arms[0]!,
      policy: 'other',
      end: 'violated' as const,
      violation: 'invariant x violated: y',
    };
    const asked = [true, false].map((passed) => ({ ...report.thresholds[0]!, policy: 'cheap', passed }));
    const ended = { ...reportOf([report.arms[0]!, broken]), thresholds: asked };
    const skipped = (end: OutboundRunReport['end']): (string | undefined)[] =>
      elementsOf(suiteOf(renderRunJunit({ ...ended, end }, null), 'cheap'), 'skipped').map(
        ({ attributes }) => attributes.message,
      );
    expect(skipped('violated')).toEqual(
      Array(2).fill('the run was stopped by an invariant: no figure counts'),
    );
    expect(skipped('empty')).toEqual([]);
  });

  test.each([
    ['interrupted', 'failure'],
    ['until', 'skipped'],
  ] as const)('that was stopped (%s) has a %s for it', (end, tag) => {
    const [arm] = report.arms;
    const suite = suiteOf(renderRunJunit(reportOf([{ ...arm!, end }]), null), 'cheap');
    expect(elementsOf(caseOf(suite, 'reached its end'), tag)).toHaveLength(1);
  });
});
