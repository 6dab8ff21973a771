/** Partners as a section about the core's way in names them: by system, by carrier, or all carriers in a word. */
import {
  CARRIER_FIRST,
  CRM,
  CUSTOMS,
  ERP,
  FLEET,
  STORES,
  SUPPLIER_PORTAL,
  TELEMATICS,
  TMS,
  WMS,
} from '#orchestrator/contracts/partners';

/** All carriers. */
export const CARRIERS = 'CARRIERS';

const SYSTEMS: ReadonlyMap<string, number> = new Map([
  ['ERP', ERP],
  ['WMS', WMS],
  ['TMS', TMS],
  ['SUPPLIER', SUPPLIER_PORTAL],
  ['CUSTOMS', CUSTOMS],
  ['CRM', CRM],
  ['STORES', STORES],
  ['FLEET', FLEET],
  ['TELEMATICS', TELEMATICS],
]);

/** Names that may stand for partners. @param carriers names, by number */
export function entryPartnerNames(carriers: readonly string[]): readonly string[] {
  return [...SYSTEMS.keys(), CARRIERS, ...carriers];
}

/** Numbers of the partners of a name; none where there is no such partner. */
export function partnersNamed(name: string, carriers: readonly string[]): readonly number[] {
  const system = SYSTEMS.get(name);
  if (system !== undefined) return [system];
  return carriers.flatMap((carrier, no) =>
    name === CARRIERS || name === carrier ? [CARRIER_FIRST + no] : [],
  );
}

/** As it is named above. */
export function entryPartnerName(partner: number, carriers: readonly string[]): string {
  if (partner >= CARRIER_FIRST) return carriers[partner - CARRIER_FIRST] ?? `partner ${partner}`;
  for (const [name, no] of SYSTEMS) if (no === partner) return name;
  return `partner ${partner}`;
}
