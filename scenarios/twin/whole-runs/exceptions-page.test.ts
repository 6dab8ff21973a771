/** The table of classes on the page of exceptions is the table that runs go by. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { EXCEPTION_CLASSES, EXCEPTION_NAMES, SEVERITY } from '#orchestrator/processes/exceptions/classes';
import { remediesFor } from '#orchestrator/processes/exceptions/remedies';
import { OUTBOUND_WATCHES } from '#orchestrator/processes/exceptions/signals';
import { INBOUND_WATCHES, stockWatch } from '#orchestrator/processes/exceptions/signals-inbound';

const DAY_MS = 86_400_000;
const OF: Readonly<Record<number, string>> = {
  8: 'order',
  9: 'shipment',
  10: 'freight invoice',
  11: 'late input',
  13: 'stock view',
  14: 'load',
  17: 'claim',
  18: 'purchase order',
  19: 'receipt',
  20: 'dock appointment',
  23: 'customs entry',
  26: 'outbound message',
};

/** As the page writes it. */
function rows(): string[] {
  const watches = [...OUTBOUND_WATCHES, ...INBOUND_WATCHES, stockWatch(0.2)];
  return EXCEPTION_CLASSES.map(({ severity, role, attendMs }, exception) => {
    const watch = watches.find(({ rules }) => rules.some((rule) => rule.exception === exception))!;
    const { signals } = watch.rules.find((rule) => rule.exception === exception)!;
    const tasks = signals.flatMap(([sign, name]) => (sign === 'task' ? [name] : []));
    const remedies = tasks.flatMap((task) =>
      remediesFor(task)
        .slice(1)
        .map(({ remedy }) => remedy),
    );
    const heard = attendMs === null ? (tasks.length > 0 ? 'own' : '-') : `${attendMs / DAY_MS} d`;
    const name = Object.keys(SEVERITY)[severity];
    const said = [...new Set(remedies)].join(', ') || '-';
    return `| \`${EXCEPTION_NAMES[exception]}\` | ${OF[watch.type]} | ${name} | ${heard === '-' ? '-' : role} | ${heard} | ${said} |`;
  });
}

test('every class stands there as it is', () => {
  const page = readFileSync(new URL('../../../docs/exceptions.md', import.meta.url), 'utf8');
  const written = page.split('\n').filter((line) => line.startsWith('| `') && line.split('|').length === 8);
  expect(written).toEqual(rows());
});
