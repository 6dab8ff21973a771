/** ERP sections that the format allows and no run could honour: each is told, with the place and the way out. */
import { describe, expect, test } from 'vitest';
import { type Edit, libraryText, loadFrom, problemsIn } from '#testing/worlds/library-scenario';

function problemsOf(...edits: readonly Edit[]): string[] {
  let text = libraryText('erp-migration.yaml');
  for (const [from, to] of edits) {
    const edited = text.replace(from, to);
    expect(edited).not.toBe(text);
    text = edited;
  }
  return problemsIn(loadFrom('mine.yaml', { 'mine.yaml': text }));
}

const erp = (yaml: string): Edit => ['systems:\n', `systems:\n  erp: ${yaml}\n`];

test('as it stands nothing is wrong with it', () => {
  expect(problemsOf(['moved\n', 'finished-in-old\n'])).toEqual([]);
});

describe('a migration', () => {
  test.each<[string, Edit, RegExp]>([
    [
      'frozen after its cut-over',
      ['2026-03-06T22', '2026-03-09T22'],
      /2026-03-09T22:00:00Z is after the cut-over, 2026-03-08T22:00:00Z. Change the two/,
    ],
    [
      'frozen before the run',
      ['2026-03-06T22', '2026-02-06T22'],
      /2026-02-06T22:00:00Z is before the run begins/,
    ],
    [
      'after the run',
      ['2026-03-08T22', '2029-03-08T22'],
      /2029-03-08T22:00:00Z is not before the end of the run: it would never come/,
    ],
    [
      'from another ERP than there is',
      erp('{ profile: odoo }'),
      /"business-central" goes, and systems.erp.profile is "odoo"/,
    ],
    ['to an ERP that nobody knows', ['to: sap-s4', 'to: sap-r3'], /sap-s4/],
    ['at a day without a time', ['2026-03-08T22:00:00Z', '2026-03-08'], /an instant in UTC is needed/],
    [
      'at a day that is none',
      ['2026-03-08T22:00:00Z', '2026-02-30T22:00:00Z'],
      /an instant in UTC is needed/,
    ],
    [
      'at an hour that is none',
      ['2026-03-08T22:00:00Z', 'sun 24:00'],
      /or the first such day and time: fri 22/,
    ],
  ])('%s', (_what, edit, says) => {
    const problems = problemsOf(edit);
    expect(problems).toContainEqual(expect.stringMatching(says));
    for (const problem of problems) expect(problem).toMatch(/^mine\.yaml:\d+:\d+: /);
  });

  test('by days of the week fits a scenario whenever that begins', () => {
    for (const scenario of ['quickstart', 'b2b-distributor', 'peak-season'])
      expect(problemsIn(loadFrom(scenario, {}, { with: ['erp-migration'] }))).toEqual([]);
    const late = loadFrom('quickstart', {}, { with: ['erp-migration'], set: ['horizon=6 d'] });
    expect(problemsIn(late)).toContainEqual(
      expect.stringMatching(/sun 22:00 is not before the end of the run: it would never come/),
    );
  });

  test('of an ERP that buys, or credits', () => {
    for (const [scenario, what] of [
      ['inbound-dock', /inbound \(purchasing\) can't be migrated/],
      ['returns-wave', /systems.crm and returns \(credit notes\) can't be migrated/],
    ] as const) {
      const problems = problemsIn(loadFrom(scenario, {}, { with: ['erp-migration'] }));
      expect(problems).toContainEqual(expect.stringMatching(what));
    }
  });
});

test('a fault may name the next ERP where there is one, and nowhere else', () => {
  const outage = { kind: 'outage', partner: 'NEXT-ERP', from: '1 d', lasts: '1 h' };
  const faults = `faults: ${JSON.stringify({ written: [outage], source: 'assumption' })}\n`;
  expect(problemsOf(['seed: 1\n', `seed: 1\n${faults}`])).toEqual([]);
  const stays = problemsIn(
    loadFrom('mine.yaml', { 'mine.yaml': `${libraryText('b2b-distributor.yaml')}\n${faults}` }),
  );
  expect(stays).toContainEqual(expect.stringMatching(/unknown partner: "NEXT-ERP"/));
});

describe('a job', () => {
  const job = (hours: string): Edit => erp(`{ creditJob: { every: 1 h, hours: ${hours} } }`);

  test.each<[string, Edit, RegExp]>([
    [
      'of no hours',
      job('{ days: [mon], from: "08:00", to: "08:00" }'),
      /they begin and end at 08:00: the job never runs/,
    ],
    ['too often', erp('{ billingJob: { every: 1 s } }'), /billingJob/],
  ])('%s', (_what, edit, says) => {
    expect(problemsOf(edit)).toContainEqual(expect.stringMatching(says));
  });

  test('only on holidays', () => {
    const mondays = job('{ days: [mon], from: "08:00", to: "09:00", holidays: [2026-03-02, 2026-03-09] }');
    expect(problemsOf(mondays)).toEqual([]);
    const never = problemsOf(mondays, ['seed: 1\n', 'seed: 1\nhorizon: 14 d\n']);
    expect(never).toContainEqual(expect.stringMatching(/its days are holidays, or do not come/));
  });
});
