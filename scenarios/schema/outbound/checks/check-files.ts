/**
 * Lines of files, to carriers and to warehouses, on which nobody could do what the scenario asks: no answer to a tender in time, a truck
 * called too late, two partners behind one name.
 */
import { IDEMPOTENCY_MS } from '#mock-systems/mock-system';
import type { Findings, Path } from '../../findings.ts';
import { durationMs } from '../../units.ts';
import type { FilesSection } from '../partners.ts';
import type { OutboundScenario } from '../scenario.ts';
import { CALL_LATE_MS_MAX, latestMs } from './check-faults.ts';

const HOUR_MS = 3_600_000;

interface Line {
  readonly path: Path;
  readonly name: string;
  readonly files: FilesSection;
}

export function checkFiles(scenario: OutboundScenario, found: Findings): void {
  const { network, systems } = scenario;
  const lines = network.carriers.flatMap(({ name, files }, i): Line[] =>
    files === undefined ? [] : [{ path: ['network', 'carriers', i, 'files'], name, files }],
  );
  for (const line of lines) checkAnswers(scenario, line, found);
  const { threePl } = systems;
  if (threePl !== undefined) {
    const path = ['systems', 'threePl'];
    const { nodes = [] } = threePl;
    const names = network.nodes.map(({ name }) => name);
    for (const [i, node] of nodes.entries()) found.oneOf([...path, 'nodes', i], 'node', node, names);
    found.unique([...path, 'nodes'], 'node', nodes);
    lines.push({ path, name: 'the third party', files: threePl });
    const { freight } = threePl;
    if (freight !== undefined) {
      const files = { ...threePl, mailbox: freight.mailbox };
      lines.push({ path: [...path, 'freight'], name: freight.carrier, files });
    }
  }
  const mailboxes = new Map<string, string>();
  for (const line of lines) checkLine(line, mailboxes, found);
}

function checkAnswers({ limits }: OutboundScenario, { path, name, files }: Line, found: Findings): void {
  const { cutoffEvery, pollEvery } = files;
  const oneWayMs = durationMs(cutoffEvery) + durationMs(pollEvery);
  if (durationMs(limits.tenderResponse) < 2 * oneWayMs)
    found.report(
      [...path, 'cutoffEvery'],
      `an answer to a tender may take two files, each ${cutoffEvery} to its cut-off and ${pollEvery} to its poll; \`limits.tenderResponse\` is ${limits.tenderResponse}. Write files more often, or wait longer`,
    );
  if (durationMs(limits.pickupLead) < oneWayMs)
    found.warn(
      [...path, 'cutoffEvery'],
      `a truck is called \`limits.pickupLead\` ahead, ${limits.pickupLead}; ${name} may hear of it after the pickup and come late`,
    );
}

/** @param mailboxes of the lines before it, and whose they are */
function checkLine({ path, name, files }: Line, mailboxes: Map<string, string>, found: Findings): void {
  const { pollEvery, receiptTimeout, mailbox, shipper } = files;
  if (durationMs(receiptTimeout) < 2 * durationMs(pollEvery))
    found.report(
      [...path, 'receiptTimeout'],
      `a receipt may take two polls of ${pollEvery}, more than ${receiptTimeout}: each file would be put twice. Give it longer`,
    );
  checkCopies({ path, files }, found);
  const other = mailboxes.get(mailbox);
  if (other !== undefined)
    found.report([...path, 'mailbox'], `"${mailbox}" is the mailbox of ${other}. Give each its own`);
  else if (mailbox === shipper)
    found.report([...path, 'mailbox'], `"${mailbox}" is the shipper as well. Give each its own`);
  mailboxes.set(mailbox, name);
}

/** A file under another number is known by the numbers of its messages alone, and these are not known for ever. */
function checkCopies({ path, files }: Pick<Line, 'path' | 'files'>, found: Findings): void {
  const { renamed = 0, delayBy } = files.faults;
  if (renamed === 0 || delayBy === undefined || latestMs(delayBy) <= CALL_LATE_MS_MAX) return;
  found.report(
    [...path, 'faults', 'delayBy'],
    `files come again under another number up to ${(latestMs(delayBy) / HOUR_MS).toFixed(1)} h later: both ends know a message again for ` +
      `${IDEMPOTENCY_MS / HOUR_MS} h. At most ${CALL_LATE_MS_MAX / HOUR_MS} h can be here, but for one draw in a million; or take \`renamed\` out`,
  );
}
