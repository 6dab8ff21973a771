/**
 * Parts of the user's own against the rest of the scenario: a system stands before one that is there, that of a process is called as no
 * carrier is, and somebody fills the roles that actors give tasks to.
 */
import type { Findings } from '../../findings.ts';
import type { AnyOutboundScenario } from '../scenario.ts';

export function checkOwn(scenario: AnyOutboundScenario, found: Findings): void {
  checkSystems(scenario, found);
  const { ownProcesses = [], people, network } = scenario;
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

/** Section that each system of ours comes with, beside those that every scenario has. */
const COMES_WITH = {
  supplier: ['inbound'],
  customs: ['systems', 'customs'],
  crm: ['systems', 'crm'],
  stores: ['replenishment'],
  telematics: ['systems', 'telematics'],
  fleet: ['replenishment', 'routes'],
} as const;

function checkSystems(scenario: AnyOutboundScenario, found: Findings): void {
  const { parts = {} } = scenario.systems;
  for (const [system, section] of Object.entries(COMES_WITH)) {
    const file = parts[system as keyof typeof COMES_WITH];
    if (file === undefined || isThere(scenario, section)) continue;
    found.report(
      ['systems', 'parts', system],
      `"${file}" would stand before ${system}, which is not there: \`${section.join('.')}\` brings it. Add that, or take it out`,
    );
  }
}

function isThere(scenario: object, path: readonly string[]): boolean {
  let at: unknown = scenario;
  for (const key of path) at = (at as Readonly<Record<string, unknown>> | undefined)?.[key];
  return at !== undefined;
}
