/**
 * What the format of `systems.proof` can't say by itself: it comes to an end, whoever counts goods is not billed by rule, and somebody
 * settles units that differ.
 */
import type { Findings } from '../../findings.ts';
import type { DifferencesSection } from '../proof.ts';
import type { OutboundScenario } from '../scenario.ts';

const PATH = ['systems', 'proof'];
/** Beyond it a proof is asked for more than ten times on average. Source: assumption. */
const UNREAD_MAX = 0.9;

export function checkProof(scenario: OutboundScenario, found: Findings): void {
  const { systems, people, replenishment } = scenario;
  const { proof } = systems;
  if (proof === undefined) return;
  const { unread, otherwise } = proof;
  if (otherwise === 'hold' && unread > UNREAD_MAX)
    found.report(
      [...PATH, 'unread'],
      `with "otherwise: hold" copies are asked for until one can be read, and of ${unread} hardly any could. Give at most ${UNREAD_MAX}, or "otherwise: bill"`,
    );
  if (otherwise === 'hold' && unread > 0 && !people.some(({ role }) => role === 'track-and-trace'))
    found.report(
      [...PATH, 'otherwise'],
      'nobody would go after a proof that can not be read: people has no track-and-trace. Add the role, or say "otherwise: bill"',
    );
  if (otherwise === 'bill' && replenishment !== undefined)
    found.report(
      [...PATH, 'otherwise'],
      'stores count what they get: it can not be taken as arrived by rule. Say "otherwise: hold", or take replenishment out',
    );
  if (proof.differences !== undefined) checkDifferences(scenario, proof.differences, found);
}

function checkDifferences(
  { systems, people, replenishment, limits }: OutboundScenario,
  { bill, overs }: DifferencesSection,
  found: Findings,
): void {
  const path = [...PATH, 'differences'];
  if (replenishment !== undefined)
    found.report(
      path,
      'stores count what they get by themselves: a proof that says other units has no use. Take differences or replenishment out',
    );
  if (!people.some(({ role }) => role === 'claims-desk'))
    found.report(
      path,
      `nobody would settle a difference ${limits.differenceMax === undefined ? 'at all' : `beyond ${limits.differenceMax}`}: people has no claims-desk. Add the role`,
    );
  if (bill === 'shipped' && overs === 'billed')
    found.report(
      [...path, 'overs'],
      'with "bill: shipped" nobody bills what was never shipped. Say "overs: collected", or "bill: received"',
    );
  if (bill === 'shipped' && systems.erpMigration !== undefined)
    found.report(
      [...path, 'bill'],
      'an order may move between its bill and the credit, and the next ERP knows no bill of the first. Say "bill: received", or take erpMigration out',
    );
  if (overs === 'billed' && systems.threePl !== undefined)
    found.report(
      [...path, 'overs'],
      'files of a third party have no record for what left beyond a shipment. Say "overs: collected"',
    );
}
