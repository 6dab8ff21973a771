/** The page of a search says first whether anything broke, then what and how to see it again; what was not looked at is said; no text is trusted. */
import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { failure, found } from './search-findings.fixture.ts';
import type { SearchFindings } from './search-findings.ts';
import { renderSearchPage } from './search-page.ts';

type Page = ReturnType<typeof parseHTML>['document'];

function pageOf(more: Partial<SearchFindings> = {}): Page {
  return parseHTML(renderSearchPage(found(more), null, '0.1.0')).document;
}
const sectionOf = (page: Page, id: string): string =>
  page.querySelector(`#${id}`)!.textContent.replaceAll(/\s+/g, ' ');

describe('nothing broke', () => {
  const page = pageOf();

  test('is the verdict, with what was run and what a swarm is', () => {
    expect(page.querySelector('.verdict')!.textContent).toBe(
      'Nothing broke: every invariant held in 12 runs.',
    );
    expect(page.querySelector('header')!.textContent).toMatch(
      /seeds 1 to 12[\s\S]*12 runs of at most 50 orders\. Each run is a swarm: a random half of the 2 kinds/,
    );
    expect(sectionOf(page, 'failures')).toMatch(/None\. Checked in each run: \d+ invariants/);
  });

  test('what nobody looked at is said, with the option that does', () => {
    expect(sectionOf(page, 'probes')).toContain('Nobody watched for probes. --probes says');
    expect(sectionOf(page, 'kinds')).toContain('What each kind did was not counted.');
    expect(sectionOf(page, 'volume')).toBe(
      ' How much was run Events1,200, 100 a run Simulated1.0 years in which something happens ',
    );
  });
});

describe('something broke', () => {
  const page = pageOf({
    failures: [
      failure(),
      failure({
        place: 'order, at an audit',
        count: 1,
        seed: 9,
        shortestSeed: 9,
        file: null,
        again: ['dray search again'],
      }),
      failure({ invariant: 'ends', count: 2 }),
    ],
    complete: false,
    others: 2,
  });

  test('is the verdict, with how many runs and which invariants; an interruption is told', () => {
    expect(page.querySelector('.verdict')!.textContent).toBe(
      '3 distinct failures in 6 of 12 runs: side-effect-once, ends. 2 runs stopped at another invariant than the one asked for, and say nothing of it.',
    );
    expect(page.querySelector('header')!.textContent).toContain('It was interrupted');
  });

  test('failures stand by invariant, each with its place, seeds, message and commands', () => {
    const heads = [...page.querySelectorAll('#failures h3')].map((head) => head.textContent);
    expect(heads).toEqual(['side-effect-once', 'ends']);
    const [first, second] = [...page.querySelectorAll('#failures .card')].map((card) =>
      card.textContent.replaceAll(/\s+/g, ' '),
    );
    expect(first).toContain(
      'load, at loadDelivered · 3 runs, first with seed 4, shortest with seed 6, policy cheapest',
    );
    expect(first).toContain('load 8: loadDelivered a second time');
    expect(first).toContain('dray run found.yaml dray reduce found.yaml');
    expect(first).toMatch(/dray reduce writes FAIL-….*dray adopt makes a regression/);
    expect(second).toContain('1 run, first with seed 9, policy cheapest');
    // Of what has no file there is nothing to reduce.
    expect(second).not.toContain('dray adopt');
  });
});

test('probes: reached with how often, and what was never reached', () => {
  const page = pageOf({
    probes: {
      watched: 3,
      reached: [{ probe: 'late-acceptance', runs: 6 }],
      missed: [{ probe: 'breaker', about: 'a breaker half open' }],
    },
  });
  expect(sectionOf(page, 'probes')).toMatch(
    /1 of 3 probes were reached.*Never reached.*breaker: a breaker half open/,
  );
  expect(
    [...page.querySelectorAll('#probes tbody tr')].map((row) =>
      [...row.children].map((cell) => cell.textContent),
    ),
  ).toEqual([['late-acceptance', '6', '50 %']]);
});

test('kinds of fault: on, happened, changed the trace; idle ones are named; the picture has a bar for each', () => {
  const page = pageOf({
    kindShares: [
      { kind: 'crash', runs: 6, happened: 6, sampled: 4, changed: 4 },
      { kind: 'zombie', runs: 5, happened: 0, sampled: 4, changed: 0 },
      { kind: 'core-slow', runs: 3, happened: null, sampled: 0, changed: 0 },
    ],
  });
  expect(sectionOf(page, 'kinds')).toMatch(/On, and never happened: zombie\..*Changed no trace: zombie\./);
  expect(
    [...page.querySelectorAll('#kinds tbody tr')].map((row) =>
      [...row.children].map((cell) => cell.textContent),
    ),
  ).toEqual([
    ['crash', '6', '6', '100 %', '4 of 4'],
    ['zombie', '5', '0', '0 %', '4 of 4'.replace('4 of', '0 of')],
    ['core-slow', '3', 'not on record', '–', '–'],
  ]);
  const labels = [...page.querySelectorAll('#kinds svg text')].map((each) => each.textContent);
  expect(labels).toEqual(
    expect.arrayContaining(['happened in 6 of 6', 'happened in 0 of 5', 'on in 3, not on record']),
  );
});

test('the speed is there where it was measured, and nothing else differs by it', () => {
  const pace = { eventsPerLaneSecond: 25_000.4, simulatedPerReal: 1e6, runsPerSecond: 2.25 };
  const quick = renderSearchPage(found(), pace, '0.1.0');
  expect(quick).toContain(
    '25,000 events a second of a process, 1,000,000 times as fast as real time; 2.3 runs a second',
  );
  expect(quick.replace(/<dt>Speed<\/dt>.*<\/dd>/, '')).toBe(renderSearchPage(found(), null, '0.1.0'));
});

test('no text is trusted', () => {
  const evil = '<img src=x onerror=alert(1)>';
  const long = 'y'.repeat(10_000);
  const text = renderSearchPage(
    found({
      scenario: evil,
      failures: [
        failure({
          invariant: evil,
          place: evil,
          policy: evil,
          finding: { message: `${evil}${long}` },
          again: [evil],
        }),
      ],
      faults: [evil],
      probes: { watched: 2, reached: [{ probe: evil, runs: 1 }], missed: [{ probe: evil, about: evil }] },
      kindShares: [{ kind: evil, runs: 1, happened: 0, sampled: 0, changed: 0 }],
      reproduce: evil,
    }),
    null,
    '0.1.0',
  );
  expect(text).not.toContain('<img');
  expect(text.length).toBeLessThan(60_000);
  expect(text).not.toMatch(/NaN|undefined|\[object/);
});
