/**
 * Between a tender's answer and a 990.
 *
 * 1. B1-04: A accepted, D declined, C countered. Any other code answers nothing: `answer` is null, the raw code is kept.
 * 2. A reason of three characters is V9-08, any other text is K1. A counter-offer's amount is L9 with code 400: it has a
 *    written decimal point, and is never read out of free text. Its detention terms: `detention.ts`.
 */
import type { X12TenderResponse } from '../../../contracts/x12-payloads.ts';
import type { TenderAnswer } from '../../carrier-shapes.ts';
import type { Result } from '../../result.ts';
import { DETENTION, detentionFromCounter, detentionOfCounter } from '../detention.ts';
import type { X12Issue } from '../issues.ts';
import { type MapperOptions, Mapping } from '../mapping.ts';
import { attemptOf } from '../tender/mapper.ts';
import { carriedText, unwrapped, wrapped } from '../text.ts';
import { decimalOfMinor, minorOfDecimal } from '../units.ts';

export interface AnswerOptions extends MapperOptions {
  /** Currency of the tender that is answered: the set has no element for one. */
  readonly currency: string;
}

const ACTIONS: Readonly<Record<NonNullable<TenderAnswer['answer']>, string>> = {
  accepted: 'A',
  declined: 'D',
  countered: 'C',
};
const FREIGHT = '400';
/** V9-01 is mandatory; ZZZ is mutually defined. */
const EVENT = 'ZZZ';
const REMARK_WIDTH = 30;
const NO_TERMS = { charges: [], events: [] };

export function answerToX12(
  answer: TenderAnswer,
  options: AnswerOptions,
): Result<X12TenderResponse, X12Issue> {
  const mapping = new Mapping(options, `990 of load ${answer.loadKey}`);
  const { attempt, reason, counterMinor, detention } = answer;
  const action =
    answer.answer === null ? mapping.code('action', answer.rawCode, 1, 1) : ACTIONS[answer.answer];
  const coded = reason !== null && /^[A-Z0-9]{3}$/.test(reason);
  const terms = detention === null ? NO_TERMS : detentionOfCounter(detention, options.currency, mapping);
  const lines = reason === null || coded ? [] : wrapped(carriedText(reason, 60) ?? '', REMARK_WIDTH, 2);
  return mapping.issues.result<X12TenderResponse>({
    answer: {
      scac: mapping.code('SCAC', answer.carrierScac, 2, 4),
      shipmentId: mapping.key('load key', answer.loadKey, 1, 30),
      date: null,
      action,
    },
    identifications: attempt === null ? [] : [{ qualifier: 'TN', value: String(attempt), description: null }],
    charges: [...chargesOf(counterMinor, options.currency, mapping), ...terms.charges],
    events: [
      ...(coded ? [{ code: EVENT, description: null, date: null, time: null, reason }] : []),
      ...terms.events,
    ],
    remarks: lines.length === 0 ? [] : [{ message1: lines[0]!, message2: lines[1] ?? null }],
  });
}

function chargesOf(
  counterMinor: number | null,
  currency: string,
  mapping: Mapping,
): X12TenderResponse['charges'] {
  if (counterMinor === null) return [];
  const amount = mapping.needed('counter-offer in minor units', decimalOfMinor(counterMinor, currency));
  return amount === null ? [] : [{ code: FREIGHT, amount }];
}

export function answerFromX12(
  payload: X12TenderResponse,
  options: AnswerOptions,
): Result<TenderAnswer, X12Issue> {
  const { answer, identifications, charges, events, remarks } = payload;
  const mapping = new Mapping(options, `990 of load ${answer.shipmentId}`);
  const found = Object.entries(ACTIONS).find(([, code]) => code === answer.action);
  const meaning = (found?.[0] ?? null) as TenderAnswer['answer'];
  if (meaning === null) mapping.remark('action answers nothing (B1-04)', answer.action);
  const text = unwrapped(remarks.flatMap((each) => [each.message1, each.message2]));
  const coded = events.find((each) => each.reason !== null)?.reason ?? null;
  return mapping.issues.result<TenderAnswer>({
    loadKey: answer.shipmentId,
    carrierScac: answer.scac,
    attempt: attemptOf(identifications.find((each) => each.qualifier === 'TN')?.value ?? null),
    answer: meaning,
    rawCode: answer.action,
    reason: coded ?? (text === '' ? null : text),
    counterMinor: meaning === 'countered' ? counterOf(charges, options.currency, mapping) : null,
    detention: meaning === 'countered' ? detentionFromCounter(payload, options.currency, mapping) : null,
  });
}

function counterOf(charges: X12TenderResponse['charges'], currency: string, mapping: Mapping): number | null {
  const asked = charges.filter(({ code }) => code !== DETENTION);
  if (asked.length === 0) {
    mapping.remark('counter-offer without an amount (L9)', null);
    return null;
  }
  return asked.reduce((sum, { amount }) => {
    return sum + mapping.exact('counter-offer (L9-02)', amount, minorOfDecimal(amount, currency));
  }, 0);
}
