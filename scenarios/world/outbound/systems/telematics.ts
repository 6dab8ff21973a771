/** The telematics section of a scenario -> what its mock does, and what the core knows of it. */
import type { ExcursionSettings, TelematicsSettings } from '#mock-systems/telematics/settings';
import type { TelematicsTerms } from '#orchestrator/model/telematics';
import type { Distribution } from '#sim/random/distributions';
import type { OutboundScenario } from '../../../schema/outbound/scenario.ts';
import type { TelematicsSection } from '../../../schema/outbound/telematics.ts';
import { durationMs } from '../../../schema/units.ts';
import { drawnMs } from '../../draws.ts';
import { KEPT_MS } from '../settings.ts';
import { dateMs } from '../timetable.ts';

const READINGS = 24;
const MISSED = 2;
const ALARM_AFTER = '30 min';
const TOLERATED = '10 min';
const DECIDE_WITHIN = '4 h';

export function telematicsSettings(
  section: TelematicsSection,
  { carriers }: OutboundScenario['network'],
): TelematicsSettings {
  const { fitted, every, readings, deadZones, flatBatteries, wrongDevices, coldChain } = section;
  return {
    fitted: fitted as Readonly<Record<string, number>>,
    fittedOf: carriers.map(({ name }) => section.carriers?.[name] ?? null),
    everyMs: durationMs(every),
    readingsMax: readings ?? READINGS,
    deadZoneShare: deadZones ?? 0,
    flatShare: flatBatteries ?? 0,
    wrongShare: wrongDevices ?? 0,
    skewMs: skewOf(section),
    estimateError: evenly(section.estimateError ?? 0),
    excursions: coldChain === undefined ? null : excursionsOf(coldChain),
    rememberMs: KEPT_MS,
  };
}

/** Either way alike, up to this. */
function evenly(most: number): Distribution {
  return most === 0 ? { kind: 'constant', value: 0 } : { kind: 'uniform', min: -most, max: most };
}

function skewOf({ skew }: TelematicsSection): TelematicsSettings['skewMs'] {
  return skew === undefined ? null : { ms: drawnMs(skew.ahead), behindShare: skew.behind };
}

function excursionsOf(section: NonNullable<TelematicsSection['coldChain']>): ExcursionSettings {
  const { excursions, seasons = [], laneSpread, lasts, peakUpTo, alarmAfter } = section;
  return {
    share: excursions,
    seasons: seasons.map(({ from, factor }) => [dateMs(from), factor] as const).toSorted(([x], [y]) => x - y),
    laneSpread: laneSpread ?? 0,
    ms: drawnMs(lasts),
    peakTenths: { kind: 'uniform', min: 0, max: peakUpTo * 10 },
    alarmAfterMs: durationMs(alarmAfter ?? ALARM_AFTER),
  };
}

export function telematicsTerms(
  { fitted, carriers: own = {}, missed, coldChain }: TelematicsSection,
  { carriers, tariffs }: OutboundScenario['network'],
): TelematicsTerms {
  return {
    connected: carriers.map(({ name }) =>
      tariffs.some(({ carrier, mode }) => carrier === name && (own[name] ?? fitted[mode] ?? 0) > 0),
    ),
    missedMax: missed ?? MISSED,
    toleratedMs: durationMs(coldChain?.tolerated ?? TOLERATED),
    decideWithinMs: durationMs(coldChain?.decideWithin ?? DECIDE_WITHIN),
  };
}
