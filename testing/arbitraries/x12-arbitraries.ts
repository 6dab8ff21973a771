/**
 * Payloads of X12 sets, drawn from the descriptions that the core's codec works by: everything the format can carry,
 * also codes that nobody knows.
 */
import fc from 'fast-check';
import type { X12Group, X12Interchange, X12Set, X12SetId } from '#orchestrator/contracts/x12-interchange';
import type { X12Payloads } from '#orchestrator/contracts/x12-payloads';
import type { Element } from '#orchestrator/partners/x12/elements';
import type { LoopSpec, Member, SegmentSpec, Spec } from '#orchestrator/partners/x12/grammar';
import { FUNCTIONAL_IDS, SPECS } from '#orchestrator/partners/x12/sets';

export const SET_IDS = Object.keys(SPECS) as readonly X12SetId[];

const MANY_MAX = 3;
const TEXT_MAX = 12;
const SAFE_DIGITS = 15;

/** Printable Latin-1 without the codec's delimiters. */
const CHARACTER = fc
  .oneof(fc.integer({ min: 0x20, max: 0x7e }), fc.integer({ min: 0xa1, max: 0xff }))
  .map((code) => String.fromCharCode(code))
  .filter((char) => !'*>~'.includes(char));

function textOf(min: number, max: number): fc.Arbitrary<string> {
  return fc
    .string({ unit: CHARACTER, minLength: min, maxLength: Math.max(min, Math.min(max, TEXT_MAX)) })
    .filter((text) => !text.endsWith(' '));
}

function codeOf(element: Element<unknown>): fc.Arbitrary<string> {
  const unit = fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789');
  const any = fc.string({ unit, minLength: element.min, maxLength: Math.min(element.max, TEXT_MAX) });
  return element.codes === null ? any : fc.oneof(fc.constantFrom(...element.codes), any);
}

const DIGIT = fc.constantFrom(...'0123456789');

function decimalOf(max: number): fc.Arbitrary<string> {
  return fc
    .tuple(
      fc.boolean(),
      fc.string({ unit: DIGIT, minLength: 1, maxLength: Math.max(1, max - 3) }),
      fc.string({ unit: DIGIT, maxLength: Math.min(3, max - 1) }),
    )
    .map(
      ([negative, whole, fraction]) =>
        `${negative ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`,
    );
}

const DATE = fc
  .date({ min: new Date(Date.UTC(1990, 0, 1)), max: new Date(Date.UTC(2089, 11, 31)), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10).replaceAll('-', ''));
const TIME = fc
  .tuple(fc.integer({ min: 0, max: 86_399 }), fc.constantFrom(4, 6, 7, 8), DIGIT, DIGIT)
  .map(([second, length, tenth, hundredth]) => {
    const two = (n: number) => String(n).padStart(2, '0');
    const whole = two(Math.floor(second / 3600)) + two(Math.floor(second / 60) % 60) + two(second % 60);
    return (whole + tenth + hundredth).slice(0, length);
  });

function elementOf(element: Element<unknown>): fc.Arbitrary<unknown> {
  switch (element.type) {
    case 'AN':
      return textOf(element.min, element.max);
    case 'ID':
      return codeOf(element);
    case 'N': {
      const most = Number('9'.repeat(Math.min(element.max, SAFE_DIGITS)));
      return fc.integer({ min: -most, max: most });
    }
    case 'R':
      return decimalOf(element.max);
    case 'DT':
      return DATE;
    case 'TM':
      return TIME;
  }
}

function segmentOf(spec: SegmentSpec<unknown>): fc.Arbitrary<Record<string, unknown>> {
  const fields = spec.fields.map(([name, element]) => {
    const value = elementOf(element);
    return [name, element.required ? value : fc.option(value)] as const;
  });
  const nameAt = (at: number) => spec.fields.find(([, element]) => element.at === at)![0];
  return fc
    .record(Object.fromEntries(fields))
    .map((values) => (spec.exclusive === null ? values : without(values, spec.exclusive.map(nameAt))))
    .filter((values) => Object.values(values).some((value) => value !== null));
}

/** The second of two fields that exclude each other gives way. */
function without(
  values: Record<string, unknown>,
  [first, second]: readonly string[],
): Record<string, unknown> {
  return values[first!] === null ? values : { ...values, [second!]: null };
}

function memberOf(member: Member): fc.Arbitrary<unknown> {
  const each = anyOf(member.spec);
  if (member.use === 'one') return each;
  return member.use === 'maybe'
    ? fc.option(each)
    : fc.array(each, { maxLength: Math.min(member.max, MANY_MAX), size: 'small' });
}

function anyOf(spec: Spec<unknown>): fc.Arbitrary<unknown> {
  if (spec.kind === 'segment') return segmentOf(spec);
  return fc.record(Object.fromEntries(spec.members.map((member) => [member.name, memberOf(member)])));
}

export function payloadOf<Id extends X12SetId>(id: Id): fc.Arbitrary<X12Payloads[Id]> {
  return anyOf(SPECS[id] as LoopSpec<unknown>) as fc.Arbitrary<X12Payloads[Id]>;
}

const CONTROL = fc.integer({ min: 1, max: 999_999_999 });

function groupOf(id: X12SetId): fc.Arbitrary<X12Group> {
  const set = fc.record({
    id: fc.constant(id),
    control: fc.integer({ min: 1, max: 999_999_999 }).map((n) => String(n).padStart(4, '0')),
    payload: payloadOf(id),
  }) as fc.Arbitrary<X12Set>;
  return fc.record({
    functionalId: fc.constant(FUNCTIONAL_IDS[id]),
    sender: fc.constantFrom('DRAY', 'ACME'),
    receiver: fc.constantFrom('CARR', 'DRAY CORE'),
    date: DATE,
    time: fc.constantFrom('0000', '2359', '103059', '10305999'),
    control: CONTROL,
    version: fc.constant('004010'),
    sets: fc.array(set, { minLength: 1, maxLength: 2 }),
  });
}

/** Interchanges of one to three groups of any set. */
export const INTERCHANGE: fc.Arbitrary<X12Interchange> = fc.record({
  senderQualifier: fc.constantFrom('ZZ', '02', '14'),
  sender: fc.constantFrom('DRAY', 'FIFTEENLETTERSX'),
  receiverQualifier: fc.constantFrom('ZZ', '02'),
  receiver: fc.constantFrom('CARR', 'A B'),
  date: DATE.map((date) => date.slice(2)),
  time: fc.constantFrom('0000', '2359'),
  version: fc.constant('00401'),
  control: CONTROL,
  acknowledgement: fc.constantFrom('0', '1'),
  usage: fc.constantFrom('P', 'T'),
  groups: fc.array(fc.oneof(...SET_IDS.map(groupOf)), { minLength: 1, maxLength: 3 }),
});

/** An interchange with one group of one set. */
export function interchangeOf(set: X12Set, control = 1): X12Interchange {
  return {
    senderQualifier: 'ZZ',
    sender: 'DRAY',
    receiverQualifier: '02',
    receiver: 'CARR',
    date: '261126',
    time: '0103',
    version: '00401',
    control,
    acknowledgement: '0',
    usage: 'T',
    groups: [
      {
        functionalId: FUNCTIONAL_IDS[set.id],
        sender: 'DRAY',
        receiver: 'CARR',
        date: '20261126',
        time: '0103',
        control,
        version: '004010',
        sets: [set],
      },
    ],
  };
}
