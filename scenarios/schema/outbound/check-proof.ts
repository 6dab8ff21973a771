/** What the format of `systems.proof` can't say by itself: it comes to an end, and whoever counts goods is not billed by rule. */
import type { Findings } from '../findings.ts';
import type { OutboundScenario } from './scenario.ts';

const PATH = ['systems', 'proof'];
/** Beyond it a proof is asked for more than ten times on average. Source: assumption. */
const UNREAD_MAX = 0.9;

export function checkProof({ systems, people, replenishment }: OutboundScenario, found: Findings): void {
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
}
