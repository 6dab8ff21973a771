/** The gate of decisions, limits of models, and what goes on record. */
import type { Mutant } from '../mutant.ts';

const GATE = 'orchestrator/decisions/gate.ts';
const LIMITS = 'orchestrator/decisions/model-limits.ts';
const ANSWER = 'orchestrator/decisions/model-answer.ts';
const AUDIT = 'orchestrator/decisions/audit-record.ts';

export const DECISION_MUTANTS: readonly Mutant[] = [
  {
    id: 'limit-binds-people-only',
    file: GATE,
    find: 'if (broken !== undefined) return instead(told, broken.reason, broken.otherwise);',
    replace: "if (broken?.otherwise === 'person') return instead(told, broken.reason, 'person');",
    bug: 'Advice beyond a limit is obeyed where not a person but the baseline should have decided.',
    grounds: ['carrierModel', 'sourcingModel'],
    expected: ['authority-kept'],
  },
  {
    id: 'authority-limit-off-by-a-factor',
    file: LIMITS,
    find: '(point.commitsMinor?.(option) ?? Infinity) <= commitsMinorMax',
    replace: '(point.commitsMinor?.(option) ?? Infinity) / 100 <= commitsMinorMax',
    bug: 'The authority of a model is compared in whole units of the currency with a limit in minor ones.',
    grounds: ['carrierModel', 'sourcingModel'],
    expected: ['authority-kept'],
  },
  {
    id: 'unsure-model-obeyed',
    file: LIMITS,
    find: '(confidence ?? 0) >= confidenceMin',
    replace: '(confidence ?? 0) <= confidenceMin',
    bug: 'A model is obeyed where it is less sure than it must be, and overruled where it is more.',
    grounds: ['carrierModel', 'sourcingModel'],
    expected: ['authority-kept'],
  },
  {
    id: 'action-counts-all-options',
    file: GATE,
    find: 'const recommended = offered[advice.action];',
    replace:
      'const recommended: number | undefined = advice.action < options.length ? advice.action : undefined;',
    bug: 'The action of a model is taken as an index into all options, also those that a hard rule has removed.',
    grounds: ['casesModel'],
    expected: ['no-throw', 'rules-win'],
  },
  {
    id: 'last-rule-skipped',
    file: GATE,
    find: 'for (let i = 0; i < rules.length; i++) if (!rules[i]!.allows(context, option)) return rules[i];',
    replace:
      'for (let i = 0; i < rules.length - 1; i++) if (!rules[i]!.allows(context, option)) return rules[i];',
    bug: 'The last hard rule of a point is never asked, before the model or after it.',
    grounds: ['casesModel'],
    expected: ['rules-win', 'authority-kept', 'dangerous-goods-accepted'],
  },
  {
    id: 'nan-is-a-score',
    file: ANSWER,
    find: 'if (!scores.every(Number.isFinite)) return',
    replace: 'if (scores.every(Number.isNaN)) return',
    bug: 'An answer with a score that is no number is believed as long as one of the others is one.',
    grounds: ['carrierModel', 'sourcingModel'],
    expected: ['authority-kept', 'decision-audited'],
  },
  {
    id: 'short-answer-believed',
    file: ANSWER,
    find: 'if (scores.length !== offered) return',
    replace: 'if (scores.length > offered) return',
    bug: 'An answer with fewer scores than there are options is believed.',
    grounds: ['carrierModel', 'sourcingModel'],
    expected: ['decision-audited'],
  },
  {
    id: 'audit-hashes-the-advice',
    file: AUDIT,
    find: 'view.setInt32(CHOSEN_AT, record.chosen, true);',
    replace: 'view.setInt32(CHOSEN_AT, record.recommended, true);',
    bug: 'The chain of decisions is made of what was advised, in the place of what was chosen.',
    grounds: ['carrierModel', 'sourcingModel'],
    expected: ['decision-audited'],
  },
  {
    id: 'audit-chain-begins-anew',
    file: AUDIT,
    find: 'if (this.known.length === KNOWN_MAX) this.known.length = 0;',
    replace:
      'if (this.known.length === 2) this.known.length = 0;\n    if (this.known.length === 0) this.bytes.fill(0, 0, SHA256_BYTES);',
    bug: 'Each time the cache of names is emptied the chain forgets its head.',
    grounds: ['distributor'],
    expected: ['decision-audited'],
  },
];
