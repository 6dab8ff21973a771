/** `--fidelity`: whether partners that speak in bytes are spoken to in bytes. */
import { carrierCodecs } from '#mock-systems/wire/codecs';
import { type Fidelity, OBJECTS } from '#scenarios/twin/channels/channels';
import { suggestion } from '#sim/nearest';
import { UserError } from '../exit-codes.ts';

const KNOWN = ['objects', 'wire'] as const;

export function fidelityOf(word: string | undefined): Fidelity {
  if (word === undefined || word === 'objects') return OBJECTS;
  if (word === 'wire') return { kind: 'wire', carriers: carrierCodecs };
  throw new UserError(`unknown fidelity: "${word}".${suggestion(word, KNOWN)}`);
}
