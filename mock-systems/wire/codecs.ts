/** The bytes of every carrier: what a run by wire is given. */
import { filesCodec } from './files/codec.ts';
import { apiCodec } from './rest/codec.ts';
import { ediCodec } from './x12/codec.ts';

export const carrierCodecs = { x12: ediCodec, rest: apiCodec, files: filesCodec };
