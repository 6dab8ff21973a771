/**
 * Processes of the user's own against the rest of the scenario: a system is called as no carrier is, and somebody fills the roles that
 * actors give tasks to.
 */
import type { Findings } from '../../findings.ts';
import type { AnyOutboundScenario } from '../scenario.ts';

export function checkOwn({ ownProcesses = [], people, network }: AnyOutboundScenario, found: Findings): void {
  const carriers = network?.carriers.map(({ name }) => name) ?? [];
  const roles = people.map(({ role }) => role);
  ownProcesses.forEach(({ name, system, actor }, i) => {
    const path = ['processes', i];
    const carrier = carriers.find((each) => each.toLowerCase() === system.name.toLowerCase());
    if (carrier !== undefined)
      found.report(
        path,
        `the system of "${name}" is called "${system.name}", as a carrier is: reports and faults could not tell them apart. Name one of them anew`,
      );
    for (const [role, kinds] of Object.entries<readonly string[]>(actor.tasks ?? {}))
      if (!roles.includes(role))
        found.warn(
          path,
          `nobody is "${role}", and "${name}" gives it tasks (${kinds.join(', ')}): they stay open for ever. Add the role to \`people\``,
        );
  });
}
