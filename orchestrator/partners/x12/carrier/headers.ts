/** Headers of what the core sends to a carrier: who, when, which number. */
import type { X12Group, X12Interchange, X12Set } from '../../../contracts/x12-interchange.ts';
import { writeTime } from '../time.ts';
import type { TradingPartner } from './trading-partner.ts';

/** @param control of the interchange and of its one group */
export function interchangeTo(
  { shipper, scac }: TradingPartner,
  functionalId: string,
  sets: readonly X12Set[],
  control: number,
  now: number,
): X12Interchange {
  const { date, time } = writeTime({ kind: 'instant', at: now });
  const minute = time!.slice(0, 4);
  const group: X12Group = {
    functionalId,
    sender: shipper,
    receiver: scac,
    date,
    time: minute,
    control,
    version: '004010',
    sets,
  };
  return {
    senderQualifier: 'ZZ',
    sender: shipper,
    receiverQualifier: '02',
    receiver: scac,
    date: date.slice(2),
    time: minute,
    version: '00401',
    control,
    acknowledgement: '0',
    usage: 'P',
    groups: [group],
  };
}
