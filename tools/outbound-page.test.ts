/** `docs/outbound.md` names every business event of the process, with the owner and entity that every run is held to. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { EVENT_RULES } from '#scenarios/invariants/outbound/events';

const PAGE = fileURLToPath(new URL('../docs/outbound.md', import.meta.url));

/** Without what stands in brackets. */
function plain(cell: string): string {
  return cell.replace(/\(.*\)/, '');
}

test('the page of the outbound process has the events of the rules, and no others', () => {
  const table = readFileSync(PAGE, 'utf8').split('## Business events')[1]!.split('\n## ')[0]!;
  const rows = table.split('\n').filter((line) => line.startsWith('| `'));
  const written = rows.flatMap((row) => {
    const [, events, who] = row.split('|');
    const [owner, entity] = plain(who!).split(',');
    return [...plain(events!).matchAll(/`(\w+)`/g)].map(
      ([, event]) => `${event} ${owner!.trim()} ${entity!.trim()}`,
    );
  });
  const rules = Object.entries(EVENT_RULES).map(([name, { owner, entity }]) => `${name} ${owner} ${entity}`);
  expect(written.toSorted()).toEqual(rules.toSorted());
});
