/** What a report says of a governed model, in the terminal and on the page; nothing where no arm has one. */
import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { renderPage } from '../html/page.ts';
import { FIVE_ORDERS, START } from '../kpis/outbound/story.fixture.ts';
import type { GovernanceReport } from './governance-report.ts';
import { governanceWords } from './governance-words.ts';
import { reportOf, sampleArm } from './sample.fixture.ts';
import { renderOutboundSummary } from './summary.ts';

const HOUR_MS = 3_600_000;
const plan = { by: 'plan', reason: 'begins in shadow' };

const GOVERNED: GovernanceReport = {
  model: 'm',
  point: 'carrier',
  governed: true,
  notes: 4,
  modes: [
    { at: START, from: 'shadow', to: 'shadow', share: 0, cause: 'start', ...plan },
    {
      at: START + HOUR_MS,
      from: 'shadow',
      to: 'shadow',
      share: 0,
      cause: 'refused',
      by: 'planner',
      reason: '3 answers seen',
    },
    {
      at: START + 2 * HOUR_MS,
      from: 'shadow',
      to: 'canary',
      share: 0.25,
      cause: 'person',
      by: 'planner',
      reason: 'no <dearer>',
    },
    {
      at: START + 5 * HOUR_MS,
      from: 'canary',
      to: 'off',
      share: 0,
      cause: 'monitor',
      by: 'billed',
      reason: 'billed 0.4',
    },
  ],
  modeMs: { off: 43 * HOUR_MS, shadow: 2 * HOUR_MS, canary: 3 * HOUR_MS, active: 0 },
  monitors: [
    {
      name: 'billed',
      limit: 0.15,
      overBaseline: true,
      value: 0.4,
      samples: 31,
      standing: 'beyond',
      response: 'off',
    },
    {
      name: 'input-drift',
      limit: 0.25,
      overBaseline: false,
      value: null,
      samples: 0,
      standing: 'few',
      response: 'warn',
    },
    {
      name: 'latency',
      limit: 200,
      overBaseline: false,
      value: 41,
      samples: 9,
      standing: 'within',
      response: 'warn',
    },
  ],
  obeyed: 12,
  extraMinor: 4_200,
  misread: 5,
  misreadDearer: 3,
  misreadExtraMinor: 4_000,
  wrongFrom: START + 3 * HOUR_MS,
  noticedAfterMs: 2 * HOUR_MS,
  stoppedAfterMs: 2 * HOUR_MS,
};

const plain = sampleArm('cheap', 'DC', FIVE_ORDERS);
const arm = { ...plain, policy: 'mine', governance: GOVERNED };

test('in the terminal: time in each mode, what was done on what was wrong, every change with its reason', () => {
  const [head, wrong, ...changes] = governanceWords('mine', GOVERNED);
  expect(head).toBe(
    'mine: governed, off 1.8 d, shadow 2.0 h, canary 3.0 h; 12 decisions of carrier were its own',
  );
  expect(wrong).toMatch(
    /^shown something wrong from 20.* UTC, noticed after 2.0 h, it decided nothing any more after 2.0 h; 5 decisions by then, 3 of them dearer than the baseline's, 40.00 more committed in all$/,
  );
  expect(changes.map((line) => line.slice(21))).toEqual([
    'begins as shadow, plan: begins in shadow',
    'stays shadow, refused, planner: 3 answers seen',
    'shadow to canary of 25.0 %, planner: no <dearer>',
    'canary to off, monitor billed: billed 0.4',
  ]);
  expect(renderOutboundSummary(reportOf([plain, arm]))).toContain(head);
});

test('nobody governs it, and nothing was wrong: one line', () => {
  const loose = { ...GOVERNED, governed: false, wrongFrom: null, noticedAfterMs: null, stoppedAfterMs: null };
  expect(governanceWords('loose', loose)).toEqual([expect.stringMatching(/^loose: not governed, /)]);
});

test('on the page: a picture, the changes, the monitors with their units; names are escaped', async () => {
  const { document } = parseHTML(await renderPage(reportOf([plain, arm])));
  const section = document.querySelector('#governance')!;
  expect(section.querySelector('svg')!.getAttribute('aria-label')).toBe('Mode of each model over time');
  expect([...section.querySelectorAll('li')]).toHaveLength(4);
  expect(section.querySelector('ol')!.textContent).toContain('no <dearer>');
  const cells = [...section.querySelectorAll('table:last-of-type tbody tr')].map((row) =>
    [...row.children].map((cell) => cell.textContent),
  );
  expect(cells).toContainEqual(['mine: billed', '15.0 % over the baseline', '40.0 %', '31', 'beyond', 'off']);
  expect(cells).toContainEqual(['mine: input-drift', '0.25', '–', '0', 'few', 'warn']);
  expect(cells).toContainEqual(['mine: latency', '200 ms', '41 ms', '9', 'within', 'warn']);
  expect(document.querySelector('nav')!.textContent).toContain('How far models were trusted');
});

test('where no arm has a model there is no such section', async () => {
  const page = await renderPage(reportOf([plain]));
  expect(page).not.toContain('governance');
  expect(renderOutboundSummary(reportOf([plain]))).not.toContain('How far models');
});
