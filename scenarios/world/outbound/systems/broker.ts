/** The broker of a scenario -> what the twin's is set to. */
import type { BrokerSection } from '../../../schema/outbound/broker.ts';
import { durationMs } from '../../../schema/units.ts';
import type { BrokerFaults, BrokerSettings, ConsumerOutages } from '../../broker-settings.ts';
import { drawnMs } from '../../draws.ts';
import { partnersNamed } from './entry-partners.ts';

/** @param carriers names, by number */
export function brokerSettings(
  section: BrokerSection,
  carriers: readonly string[],
  startAt: number,
): BrokerSettings {
  const { partners, scaling = [] } = section;
  return {
    partners: partners?.flatMap((name) => partnersNamed(name, carriers)) ?? null,
    partitions: section.partitions,
    consumers: section.consumers,
    pollEveryMs: durationMs(section.pollEvery),
    batch: section.batch,
    handleMs: durationMs(section.handle),
    commitEveryMs: durationMs(section.commitEvery),
    commitsOnRevoke: section.commitsOnRevoke ?? true,
    sessionTimeoutMs: durationMs(section.sessionTimeout),
    rebalanceMs: durationMs(section.rebalance),
    cooperative: section.assignment === 'cooperative',
    scaling: scaling.map(({ from, consumers }) => ({ at: startAt + durationMs(from), consumers })),
    faults: faultsOf(section, startAt),
  };
}

function faultsOf({ faults }: BrokerSection, startAt: number): BrokerFaults {
  if (faults === undefined) return { untilAt: startAt, deaths: null, stalls: null, poison: null };
  const { heal, deaths, stalls, poison } = faults;
  return {
    untilAt: startAt + durationMs(heal),
    deaths: outagesOf(deaths),
    stalls: outagesOf(stalls),
    poison:
      poison === undefined
        ? null
        : {
            share: poison.share,
            tries: poison.tries,
            retryMs: durationMs(poison.retryEvery),
            redriveMs: drawnMs(poison.redrive),
          },
  };
}

function outagesOf(section: NonNullable<BrokerSection['faults']>['deaths']): ConsumerOutages | null {
  return section === undefined ? null : { everyMs: drawnMs(section.every), lastsMs: drawnMs(section.lasts) };
}
