/** Which policies a search and a reduction may be told to run: arms of the scenario, by name; and how another one becomes an arm. */
import { Document, isCollection } from 'yaml';
import { POINTS } from '#orchestrator/decisions/points';
import { nameOfPolicy } from '#scenarios/schema/outbound/policies';
import type { AnyOutboundScenario } from '#scenarios/schema/outbound/scenario';
import type { OwnParts } from '#scenarios/schema/own-parts';
import { nearest } from '#sim/nearest';
import { UserError } from '../exit-codes.ts';
import { addedPolicies, armOfWord } from '../policies.ts';
import { quoted } from '../shell-word.ts';

interface Of {
  readonly scenario: AnyOutboundScenario;
  readonly parts: OwnParts;
}

/** @param names that may be asked for */
export function noSuchArm(word: string, names: readonly string[], of: Of): UserError {
  const near = nearest(word, names);
  const said = `--policy ${word}: unknown policy. `;
  if (near !== null) return new UserError(`${said}Did you mean "${near}"?`);
  return new UserError(
    `${said}It names one that stands in the scenario: ${names.join(', ')}${wayIn(word, of)}`,
  );
}

/** How a policy that Dray knows comes to stand there; nothing of one that it does not. */
function wayIn(word: string, { scenario, parts }: Of): string {
  // Throws what is wrong with a model that is named.
  const [added] = addedPolicies(scenario, [word], parts);
  if (added === undefined) return alreadyThere(word, scenario, parts);
  const { entry } = added;
  const isKnown = typeof entry !== 'string' || POINTS.sourcing.policies.some(({ name }) => name === entry);
  if (!isKnown) return '';
  return `. Another one is put there with --set ${quoted(`policies=[${flowOf(entry)}]`)}, and needs no --policy then`;
}

/** A model that has another name there. */
function alreadyThere(word: string, scenario: AnyOutboundScenario, parts: OwnParts): string {
  const no = armOfWord(word, scenario, parts);
  return no < 0 ? '' : `. It stands there as ${nameOfPolicy(scenario.policies[no]!)}`;
}

/** In one line, as YAML has it. */
function flowOf(value: unknown): string {
  const document = new Document(value);
  if (isCollection(document.contents)) document.contents.flow = true;
  return document.toString({ lineWidth: 0, flowCollectionPadding: true }).trim();
}
