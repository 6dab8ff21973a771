/** Files that a scenario names (parts of the user's own, models), as a file in another folder names them. */
import { dirname, relative, resolve, sep } from 'node:path';
import { MODELS, modelPath } from '#scenarios/library/index';
import { namesModelFile, namesPython, pythonClassOf } from '#scenarios/schema/outbound/model-source';
import { isModel } from '#scenarios/schema/outbound/policies';
import type { OutboundScenario } from '#scenarios/schema/outbound/scenario';
import { namesPart, type OwnParts } from '#scenarios/schema/own-parts';

/**
 * @param from the file that the scenario was read from, or the name of one
 * @param out folder of the file that it goes to
 */
export function placedParts(
  scenario: OutboundScenario,
  from: string,
  out: string,
  { parts }: { readonly parts: OwnParts },
): OutboundScenario {
  const to = (path: string): string => {
    const way = relative(resolve(out), resolve(path)).split(sep).join('/');
    return way.startsWith('.') ? way : `./${way}`;
  };
  const own = (text: string): string => (namesPart(text) ? to(resolve(dirname(from), text)) : text);
  const policyFiles = new Map(
    [...parts].flatMap(([path, part]) => (part.kind === 'policy' ? [[part.policy.name, path] as const] : [])),
  );
  const policies = scenario.policies.map((entry) => {
    if (typeof entry === 'string') return policyFiles.has(entry) ? to(policyFiles.get(entry)!) : entry;
    return isModel(entry) && entry.model !== undefined
      ? { ...entry, model: placedModel(entry.model, to) }
      : entry;
  });
  const { systems, network, processes, ownProfiles } = scenario;
  const carriers = network.carriers.map((each) => ({
    ...each,
    profile: own(each.profile) as typeof each.profile,
  }));
  const profiles = Object.entries(ownProfiles ?? {}).map(([text, profile]) => [own(text), profile]);
  return {
    ...scenario,
    policies,
    network: { ...network, carriers },
    ...(ownProfiles === undefined ? {} : { ownProfiles: Object.fromEntries(profiles) }),
    ...(processes === undefined ? {} : { processes: processes.map(own) }),
    systems: {
      ...systems,
      ...(systems.tms.part === undefined ? {} : { tms: { ...systems.tms, part: own(systems.tms.part) } }),
      ...(systems.parts === undefined ? {} : { parts: placedSystems(systems.parts, own) }),
    },
  };
}

function placedSystems(
  parts: NonNullable<OutboundScenario['systems']['parts']>,
  own: (text: string) => string,
): typeof parts {
  return Object.fromEntries(
    Object.entries(parts).flatMap(([system, file]) => (file === undefined ? [] : [[system, own(file)]])),
  );
}

/** One of the library by its name; of a file its place. @param to from a path to the same as the other folder says it */
function placedModel(model: string, to: (path: string) => string): string {
  const ofLibrary = MODELS.find((name) => modelPath(name) === model);
  if (ofLibrary !== undefined) return ofLibrary;
  if (!namesPython(model)) return namesModelFile(model) ? to(model) : model;
  const named = pythonClassOf(model);
  return named?.isFile ? `py:${to(named.where)}:${named.className}` : model;
}
