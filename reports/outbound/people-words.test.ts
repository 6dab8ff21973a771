/** The table of people: a row a role that was asked, arm by arm; nothing where nobody's work is measured. */
import { expect, test } from 'vitest';
import { peopleTable } from '../html/parts/people.ts';
import type { RoleWork } from '../kpis/outbound/people-kpis.ts';
import { FIVE_ORDERS } from '../kpis/outbound/story.fixture.ts';
import { peopleRows } from './people-words.ts';
import { sampleArm } from './sample.fixture.ts';

const PLANNER: RoleWork = {
  role: 'planner',
  staff: 2,
  given: 9,
  handled: 10,
  repeated: 1,
  mistaken: 3,
  open: 0,
  touchMs: 7_200_000,
  touchMsPerOrder: 1_440_000,
  busyShare: 0.5,
  trayMsP50: 60_000,
  trayMsP95: 86_400_000,
};
const plain = sampleArm('cheap', 'DC', FIVE_ORDERS);
const asked = { ...plain, people: [PLANNER, { ...PLANNER, role: 'claims-desk', given: 0 }] };

test('in the terminal', () => {
  expect(peopleRows([plain])).toEqual([]);
  expect(peopleRows([asked, plain]).slice(1)).toEqual([
    ['planner, cheap', '2', '10', '2.0 h', '24 min', '50.0 %', '1 min', '1.0 d', '3', '1', '0'],
  ]);
});

test('on the page', () => {
  expect(peopleTable([plain])).toBeNull();
  const text = String(peopleTable([asked]));
  expect(text).toContain('planner');
  expect(text).not.toContain('claims desk');
  expect(text).toMatch(/<td>2\.0 h<\/td>\s*<td>24 min<\/td>\s*<td>50\.0 %<\/td>/);
});
