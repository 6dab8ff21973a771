/**
 * What must hold of any bytes that a carrier sends as X12: reading comes to an end and throws nothing; each set that is not read is
 * rejected by the 997, and nothing of it reaches an actor; the 997 can be sent; what is read without a remark and can be written comes back as it was;
 * and what came twice is taken once. Shown by bytes like interchanges of all sets, and of answers, statuses and bills as carriers send them.
 */
import fc from 'fast-check';
import { expect } from 'vitest';
import { INTERCHANGE, interchangeOf } from '#testing/arbitraries/x12-arbitraries';
import { fuzz } from '#testing/fuzz/fuzz-target';
import type { X12Interchange, X12Set } from '../../contracts/x12-interchange.ts';
import { acknowledge } from './acknowledge.ts';
import { bytesOfText, textOfBytes } from './bytes.ts';
import { NOTHING_IN, receive } from './carrier/incoming.ts';
import type { TradingPartner } from './carrier/trading-partner.ts';
import { decode, encode, issuesOf, type ReceivedInterchange } from './codec.ts';
import { FUNCTIONAL_IDS } from './sets.ts';

const HERON: TradingPartner = {
  partner: 100,
  carrier: 0,
  name: 'HERN',
  scac: 'HERN',
  shipper: 'DRAY',
  currency: 'USD',
  placeName: (place) => `place ${place}`,
};
const NOW = Date.UTC(2026, 2, 4);

const answer = (control: string, action: string): X12Set => ({
  id: '990',
  control,
  payload: {
    answer: { scac: 'HERN', shipmentId: '72', date: null, action },
    identifications: [{ qualifier: 'TN', value: '1', description: null }],
    charges: [],
    events: [],
    remarks: [],
  },
});

const twoAnswers: X12Interchange = (() => {
  const base = interchangeOf(answer('000000001', 'A'));
  const sets = [answer('000000001', 'A'), answer('000000002', 'D')];
  return { ...base, groups: [{ ...base.groups[0]!, functionalId: FUNCTIONAL_IDS['990'], sets }] };
})();

function textOf(interchange: X12Interchange): string {
  const written = encode(interchange, 'HERN');
  if (!written.ok) throw new Error(written.issues.map(({ text }) => text).join('\n'));
  return written.value;
}

const drawn = fc.sample(INTERCHANGE, { numRuns: 6, seed: 7 });

fuzz({
  name: 'x12',
  samples: [twoAnswers, ...drawn].map((each) => bytesOfText(textOf(each))),
  words: ['ISA', 'GS', 'ST*214*0001', 'SE*3*0001', 'GE', 'IEA', '~', '*', '>', '~\n~', 'HL', 'LX*1', '00401'],
  take: (input) => {
    const received = decode(textOfBytes(input), 'HERN');
    if (!received.ok) expect(received.issues).not.toEqual([]);
    if (!received.ok) return received;
    for (const each of received.value) {
      expectAnswered(each);
      expectTakenOnce(each);
      if (issuesOf({ ...received, value: [each], issues: [] }).length === 0) expectWrittenBack(each);
    }
    return received;
  },
});

function contentOf({ header, groups }: ReceivedInterchange): X12Interchange {
  return {
    ...header,
    groups: groups.map((group) => ({
      ...group.header,
      sets: group.sets.flatMap(({ result }) => (result.ok ? [result.value] : [])),
    })),
  };
}

/** Every set in error is rejected by name, and the carrier hears of it. */
function expectAnswered(received: ReceivedInterchange): void {
  const answers = acknowledge(received);
  const asked = received.groups.filter(({ header }) => header.functionalId !== 'FA');
  asked.forEach(({ sets }, i) => {
    const codes = answers[i]!.sets.map(({ outcome }) => outcome.code);
    expect(codes.map((code) => code === 'R')).toEqual(sets.map(({ result }) => !result.ok));
  });
  answers.forEach((payload, i) => {
    const { issues } = encode(interchangeOf({ id: '997', control: '0001', payload }, i + 1), 'HERN');
    expect(issues.map(({ text }) => text)).toEqual([]);
  });
}

function expectTakenOnce(received: ReceivedInterchange): void {
  const interchange = contentOf(received);
  const read = interchange.groups.reduce((sum, { sets }) => sum + sets.length, 0);
  const reading = { interchange, acknowledgements: acknowledge(received) };
  const first = receive(NOTHING_IN, reading, HERON, NOW);
  const { messages, aside, verdicts } = first;
  if (!first.repeat) expect(messages.length + aside.length + verdicts.length).toBe(read);
  for (const { sender, counter, key, a, b } of messages)
    for (const number of [sender, counter, key, a, b]) expect(number).toSatisfy(Number.isSafeInteger);
  expect(receive(first.state, reading, HERON, NOW).messages).toEqual([]);
}

/** Where it can be written: reading takes odd headers and other delimiters as they are, writing does not. */
function expectWrittenBack(received: ReceivedInterchange): void {
  const content = contentOf(received);
  const written = encode(content, 'HERN');
  if (!written.ok) return;
  const again = decode(written.value, 'HERN');
  expect(again.ok && again.value.map(contentOf)).toEqual([content]);
}
