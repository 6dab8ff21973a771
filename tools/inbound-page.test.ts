/** `docs/inbound.md` names every business event and every task of inbound, as the rules of a run and the code have them. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { QUESTIONS } from '#orchestrator/processes/inbound/waiting';
import { EVENT_RULES } from '#scenarios/invariants/outbound/events';

const PAGE = readFileSync(fileURLToPath(new URL('../docs/inbound.md', import.meta.url)), 'utf8');
const ENTITIES = [
  'purchaseOrder',
  'purchase-order',
  'receipt',
  'inbound-receipt',
  'dock-appointment',
  'period',
];

/** Without what stands in brackets. */
function plain(cell: string): string {
  return cell.replace(/\(.*\)/, '');
}

test('the events are those of the rules, and no others', () => {
  const table = PAGE.split('## Business events')[1]!;
  const rows = table.split('\n').filter((line) => line.startsWith('| `'));
  const written = rows.flatMap((row) => {
    const [, events, who] = row.split('|');
    const [owner, entity] = plain(who!).split(',');
    return [...plain(events!).matchAll(/`(\w+)`/g)].map(
      ([, event]) => `${event} ${owner!.trim()} ${entity!.trim()}`,
    );
  });
  const rules = Object.entries(EVENT_RULES)
    .filter(([, { entity }]) => ENTITIES.includes(entity))
    .map(([name, { owner, entity }]) => `${name} ${owner} ${entity}`);
  expect(written.toSorted()).toEqual(rules.toSorted());
});

test('the tasks are those that the actors give, and the escalation', () => {
  const rows = [...PAGE.matchAll(/^\| `([\w-]+)` \| `(\w+)` \| [\w ]+ \| /gm)];
  const given = Object.values(QUESTIONS).map(({ role, kind }) => `${role} ${kind}`);
  expect(rows.map(([, role, kind]) => `${role} ${kind}`)).toEqual([...given, 'supervisor taskUnanswered']);
});
