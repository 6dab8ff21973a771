/** What the format of `systems.telematics` can't say by itself: its devices ride with somebody, and its goods need their temperature. */

import type { Findings } from '../../findings.ts';
import { durationMs } from '../../units.ts';
import type { OutboundScenario } from '../scenario.ts';
import type { TelematicsSection } from '../telematics.ts';

const PATH = ['systems', 'telematics'];

export function checkTelematics(scenario: OutboundScenario, found: Findings): void {
  const { telematics } = scenario.systems;
  checkGoods(scenario, found);
  if (telematics === undefined) return;
  checkDevices(scenario, telematics, found);
  checkCold(telematics, found);
}

function checkGoods({ network, systems }: OutboundScenario, found: Findings): void {
  const { coldChain = 0 } = network.products;
  const cold = systems.telematics?.coldChain;
  if (coldChain > 0 && cold === undefined)
    found.report(
      ['network', 'products', 'coldChain'],
      'nothing would look after the temperature of these goods. Add systems.telematics.coldChain, or take it out',
    );
  if (coldChain === 0 && cold !== undefined)
    found.report(
      [...PATH, 'coldChain'],
      'no goods need their temperature: nothing could happen to them. Add network.products.coldChain, or take it out',
    );
}

function checkDevices(
  { network }: OutboundScenario,
  { fitted, carriers = {} }: TelematicsSection,
  found: Findings,
): void {
  const names = network.carriers.map((each) => each.name);
  for (const carrier of Object.keys(carriers))
    found.oneOf([...PATH, 'carriers', carrier], 'carrier', carrier, names);
  const modes = new Set(network.tariffs.map(({ mode }) => mode));
  const byMode = [...modes].some((mode) => (fitted[mode] ?? 0) > 0);
  const byCarrier = Object.values(carriers).some((share) => share > 0);
  if (!byMode && !byCarrier)
    found.report(
      [...PATH, 'fitted'],
      `no trip could have a device: tariffs go by ${[...modes].join(', ')}. Give one of them a share, or take telematics out`,
    );
}

function checkCold({ coldChain }: TelematicsSection, found: Findings): void {
  if (coldChain === undefined) return;
  const { seasons = [], excursions, laneSpread = 0 } = coldChain;
  const path = [...PATH, 'coldChain'];
  found.unique(
    [...path, 'seasons'],
    'season',
    seasons.map(({ from }) => from),
    'from',
  );
  const factor = Math.max(1, ...seasons.map((each) => each.factor)) * (1 + laneSpread);
  if (excursions * factor > 1)
    found.report(
      [...path, 'excursions'],
      `${Number((excursions * factor).toFixed(6))} of all trips would have one at the hottest: no more than 1 can. Lower the share, the factor or laneSpread`,
    );
  const { alarmAfter = '30 min', tolerated = '10 min' } = coldChain;
  if (durationMs(alarmAfter) <= durationMs(tolerated))
    found.report(
      [...path, 'alarmAfter'],
      `what lasts is reported after ${alarmAfter}, and ${tolerated} are tolerated: all would be released by rule. Make alarmAfter longer, or tolerated shorter`,
    );
}
