/** The policies of an arm that was recorded: where a model had a say, its answers come from the recording, not from the model. */
import { answerOf } from '#orchestrator/decisions/model-answer';
import { type RecordedAnswer, recordedAnswers } from '#scenarios/host/answer-source';
import type { AnyOutboundScenario } from '#scenarios/schema/outbound/scenario';
import type { OwnParts } from '#scenarios/schema/own-parts';
import type { OutboundPolicies } from '#scenarios/twin/deciders/outbound-decider';
import { UserError } from '../exit-codes.ts';
import { recordedArm } from '../policies.ts';
import { tableOf } from './recorded-tables.ts';

/**
 * @param folder of the arm's recording
 * @param modelDigest as the run has it; undefined = a rule of thumb decided
 * @returns null where the scenario has no such policy
 */
export function armOnRecord(
  scenario: AnyOutboundScenario,
  policy: string,
  folder: string,
  modelDigest: string | undefined,
  parts: OwnParts,
): OutboundPolicies | null {
  const answers = recordedAnswers(modelDigest === undefined ? [] : answersIn(folder));
  return recordedArm(scenario, policy, modelDigest ?? '', answers, parts);
}

/** What the model said, by question. */
export function* answersIn(folder: string): Generator<RecordedAnswer> {
  const table = tableOf(folder, 'decisions');
  if (typeof table === 'string') throw new UserError(table);
  for (const row of table.rows) {
    if (row.answer === null) continue;
    yield {
      policy: String(row.policy),
      point: String(row.point) as RecordedAnswer['point'],
      entityType: String(row.entityType),
      entityKey: Number(row.entityKey),
      attempt: Number(row.attempt),
      inputDigest: String(row.inputDigest),
      answer: answerOf(String(row.answer)),
    };
  }
}
