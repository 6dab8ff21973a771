/** The question of a decision as a report has it: fields with their units, options with the rule that removed them, features, scores. */
import { featureRows } from '#orchestrator/decisions/features';
import { answerOf } from '#orchestrator/decisions/model-answer';
import type { AnyPoint } from '#orchestrator/decisions/point';
import { POINTS } from '#orchestrator/decisions/points';
import type {
  ExplainedDecision,
  ExplainedField,
  ExplainedOption,
  FieldHead,
} from '#reports/counterfactual/explanation';
import { fieldWords } from '#reports/counterfactual/field-words';
import { ruleAgainst } from '#scenarios/twin/deciders/forced-decision';
import { misread } from '#scenarios/twin/deciders/governance/misread';
import type { OutboundPolicies } from '#scenarios/twin/deciders/outbound-decider';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import type { DecisionSeen } from './find-decisions.ts';

export interface ExplainedQuestion {
  readonly context: readonly ExplainedField[];
  readonly options: readonly ExplainedOption[];
  readonly features: readonly FieldHead[];
}

export function explainedQuestion(
  { network, names, featureFaults = [] }: OutboundWorld,
  decision: DecisionSeen,
): ExplainedQuestion {
  const point: AnyPoint = POINTS[decision.point];
  const { now, context, options, views } = decision;
  const fieldsOf = (docs: AnyPoint['context'], value: unknown): ExplainedField[] =>
    Object.entries(value as Readonly<Record<string, unknown>>).map(([name, each]) => {
      const [unit, doc] = (docs as Readonly<Record<string, readonly [string, string]>>)[name] ?? ['', ''];
      return { name, unit, doc, value: each, words: fieldWords({ name, unit }, each, names) };
    });
  const rules = options.map((_, no) => ruleAgainst(network, decision, no));
  const offered = options.flatMap((_, no) => (rules[no] === null ? [no] : []));
  const asked = { now, context, options: offered.map((no) => options[no]), views };
  // Wrong where the model was shown it wrongly; context and options are what is right.
  const rows = misread(featureFaults, decision, featureRows(point.features, point.views, asked));
  const columns = point.features.columns;
  const scores = scoresIn(decision.answer);
  const featuresOf = (row: number): Record<string, number> =>
    Object.fromEntries(columns.map(({ name }, i) => [name, rows[row * columns.length + i]!]));
  return {
    context: fieldsOf(point.context, context),
    options: options.map((option, no) => {
      const row = offered.indexOf(no);
      const rule = rules[no] ?? null;
      return {
        no,
        fields: fieldsOf(point.option, option),
        removedBy: rule === null ? null : { rule: rule.name, summary: rule.summary },
        score: row < 0 ? null : (scores[row] ?? null),
        features: row < 0 ? {} : featuresOf(row),
      };
    }),
    features: columns.map(({ name, unit, doc }) => ({ name, unit, doc })),
  };
}

/** By place among the options offered; empty where no model said any. */
function scoresIn(answer: string | null): readonly number[] {
  const said = answer === null ? null : answerOf(answer);
  return said?.kind === 'answered' ? said.scores : [];
}

export function explainedDecision(decision: DecisionSeen, policies: OutboundPolicies): ExplainedDecision {
  const {
    context: _,
    options: _options,
    views: _views,
    answer: _answer,
    score: _score,
    now,
    ...told
  } = decision;
  const { point } = decision;
  return { ...told, at: now, decides: POINTS[point].decides, policySummary: summaryOf(decision, policies) };
}

/** Of whoever was in force, which is not always whom the arm names: a canary is a model for some alone. */
function summaryOf({ point, policy }: DecisionSeen, { model, by, own }: OutboundPolicies): string {
  if (model?.point === point && model.name === policy) return model.summary;
  const known: readonly { readonly name: string; readonly summary: string }[] = [
    by[point],
    ...POINTS[point].policies,
    ...own.flatMap((each) => (each.point === point ? [each.policy] : [])),
  ];
  return known.find(({ name }) => name === policy)?.summary ?? '';
}
