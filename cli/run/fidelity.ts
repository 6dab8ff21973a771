/** `--fidelity`: whether partners that speak in bytes are spoken to in bytes. */
import { carrierCodecs } from '#mock-systems/wire/codecs';
import type { AnyOutboundScenario } from '#scenarios/schema/outbound/scenario';
import { type Fidelity, OBJECTS } from '#scenarios/twin/channels/channels';
import { suggestion } from '#sim/nearest';
import { UserError } from '../exit-codes.ts';

const KNOWN = ['objects', 'wire'] as const;

/** Where nothing is typed, a failing case says itself by which it breaks. */
export function fidelityFor(
  word: string | undefined,
  { failure }: Pick<AnyOutboundScenario, 'failure'>,
): Fidelity {
  return fidelityOf(word ?? failure?.fidelity);
}

export function fidelityOf(word: string | undefined): Fidelity {
  if (word === undefined || word === 'objects') return OBJECTS;
  if (word === 'wire') return { kind: 'wire', carriers: carrierCodecs };
  throw new UserError(`unknown fidelity: "${word}".${suggestion(word, KNOWN)}`);
}
