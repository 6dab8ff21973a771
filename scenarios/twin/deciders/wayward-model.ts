/**
 * The model of the house that nobody should trust: sure, unsure, wrong and hostile by turns. It is what the gate of decisions is there
 * for, and what a search puts in the place of a rule of thumb.
 *
 * 1. What it answers is keyed by its arm's name, the entity and the attempt: another order, or one less, moves no answer.
 */
import type { ModelAnswer } from '#orchestrator/decisions/model-answer';
import { Random, type RandomStream } from '#sim/random/random';
import type { AnswerSource, ModelQuestion } from '../../host/ports.ts';
import { isWayward, type PolicyEntry } from '../../schema/outbound/policies.ts';
import type { AnyOutboundScenario } from '../../schema/outbound/scenario.ts';
import { armOf } from './arm.ts';
import type { OutboundPolicies, OwnPolicy } from './outbound-decider.ts';
import { pointModelOf } from './point-model.ts';

/** It has no file: a digest of its own, to be changed with what it answers. */
const DIGEST = '77617977617264f1';
const WHOLE = 0x1_0000_0000;
const SURE = 0.9;

type Answered = Extract<ModelAnswer, { readonly kind: 'answered' }>;

/** Manners of answering; each as likely. The first one is that of a model that works. */
const MANNERS: readonly ((plain: Answered) => ModelAnswer)[] = [
  (plain) => plain,
  (plain) => ({ ...plain, scores: plain.scores.map((score) => -score) }),
  (plain) => ({ ...plain, confidence: 0.1 }),
  // Nothing is said of how sure it is.
  (plain) => ({ ...plain, confidence: null }),
  (plain) => ({ ...plain, scores: plain.scores.map((score, i) => (i === 0 ? Number.NaN : score)) }),
  (plain) => ({ ...plain, confidence: Number.POSITIVE_INFINITY }),
  (plain) => ({ ...plain, scores: plain.scores.slice(1), action: 0 }),
  // No option has that number.
  (plain) => ({ ...plain, action: plain.scores.length }),
  (plain) => ({ ...plain, action: -1 }),
  () => ({ kind: 'failed', reason: 'the model is down' }),
];

/** An arm of rules of thumb, or with the wayward model: one that needs nothing opened. Of other models their baselines decide. */
export function armByItself(
  scenario: AnyOutboundScenario,
  entry: PolicyEntry,
  own: readonly OwnPolicy[] = [],
): OutboundPolicies {
  const arm = armOf(scenario, entry, own);
  if (!isWayward(entry)) return arm;
  return { ...arm, model: pointModelOf(entry, DIGEST, waywardAnswers(entry.name)) };
}

/** @param name of the arm: another name is another such model */
export function waywardAnswers(name: string): AnswerSource {
  const random = new Random(name);
  const manners = random.stream('wayward/manner');
  const favourites = random.stream('wayward/favourite');
  return {
    kind: 'outside',
    ask: async (question) => {
      const { rows } = question;
      const best = Math.floor(unitOf(favourites, question) * rows);
      const scores = Array.from({ length: rows }, (_, i) => (i + rows - best - 1) % rows);
      const manner = MANNERS[Math.floor(unitOf(manners, question) * MANNERS.length)]!;
      return manner({ kind: 'answered', scores, action: null, confidence: SURE, propensity: null });
    },
  };
}

function unitOf(
  stream: RandomStream,
  { entityKey, attempt }: Pick<ModelQuestion, 'entityKey' | 'attempt'>,
): number {
  return stream.sub(Math.floor(entityKey / WHOLE)).unit(entityKey % WHOLE, attempt);
}
