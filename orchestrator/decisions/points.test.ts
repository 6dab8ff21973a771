/** The list of decision points: each is described whole, and what it names is there. */
import { describe, expect, test } from 'vitest';
import { columnsOf } from './features.ts';
import { DECISION_POINTS, POINT_LIST, POINTS, thumbNames } from './points.ts';

test('the list holds every point under its own name', () => {
  expect(DECISION_POINTS).toEqual(POINT_LIST.map(({ name }) => name));
});

describe.each(DECISION_POINTS)('%s', (name) => {
  const { policies, baseline, thumb, rules, features, context, option, decides } = POINTS[name];

  test('has two rules of thumb at least, each with a name of its own and what it does; the baseline is one of them', () => {
    const names = thumbNames(name);
    expect(names.length).toBeGreaterThanOrEqual(2);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toContain(baseline);
    if (thumb !== undefined) expect(names).toContain(thumb);
    for (const { summary } of policies) expect(summary).not.toBe('');
  });

  test('has hard rules, each with what it forbids', () => {
    expect(rules.length).toBeGreaterThan(0);
    expect(new Set(rules.map((rule) => rule.name)).size).toBe(rules.length);
    for (const { summary } of rules) expect(summary).not.toBe('');
  });

  test('says unit and meaning of each field and column', () => {
    expect(decides).not.toBe('');
    for (const docs of [context, option])
      for (const [unit, doc] of Object.values(docs)) expect([unit, doc]).not.toContain('');
    const columns = columnsOf(features);
    expect(new Set(features.columns.map((column) => column.name)).size).toBe(columns.length);
    for (const { unit, doc } of features.columns) expect([unit, doc]).not.toContain('');
  });
});
