/** What the format of `systems.gateway` can't say by itself: its partners have an API, and its limits let through what comes on average. */
import { CARRIERS, entryPartnerNames } from '../../../world/outbound/systems/entry-partners.ts';
import type { Findings, Path } from '../../findings.ts';
import { durationMs } from '../../units.ts';
import type { GatewayLimitsSection, GatewaySection } from '../gateway.ts';
import { messagesPerDay } from '../message-rate.ts';
import type { AnyOutboundScenario } from '../scenario.ts';

const DAY_MS = 86_400_000;
const SECONDS_A_DAY = 86_400;
const PATH: Path = ['systems', 'gateway'];

export function checkGateway(scenario: AnyOutboundScenario, found: Findings): void {
  const { gateway } = scenario.systems;
  if (gateway === undefined) return;
  checkIn(scenario, gateway, found);
  checkPartners(scenario, gateway, found);
  gateway.out?.forEach((limits, i) => {
    const perDay = messagesPerDay(scenario, 'out', limits.partner);
    checkLimits(limits, [...PATH, 'out', i], `the core sends ${limits.partner}`, perDay, found);
  });
}

function checkIn(scenario: AnyOutboundScenario, { in: own }: GatewaySection, found: Findings): void {
  if (own === undefined) return;
  const path = [...PATH, 'in'];
  const { broker } = scenario.systems;
  if (broker !== undefined && broker.partners === undefined)
    found.warn(
      path,
      'every partner comes by the broker, so nothing comes by it. Name partners of the broker',
    );
  // What comes by the broker is not counted here.
  const byBroker = (partner: string): boolean =>
    broker !== undefined && (broker.partners === undefined || broker.partners.includes(partner));
  if (own.each !== undefined)
    for (const partner of ['ERP', 'WMS', 'TMS']) {
      const perDay = byBroker(partner) ? null : messagesPerDay(scenario, 'in', partner);
      checkLimits(own.each, [...path, 'each'], `${partner} sends`, perDay, found);
    }
  if (own.all !== undefined) {
    const perDay = broker === undefined ? messagesPerDay(scenario, 'in') : null;
    checkLimits({ rate: own.all }, path, 'partners send', perDay, found, 'all');
  }
}

function checkPartners(
  { network }: AnyOutboundScenario,
  { out = [] }: GatewaySection,
  found: Findings,
): void {
  const path = [...PATH, 'out'];
  found.unique(
    path,
    'partner',
    out.map(({ partner }) => partner),
    'partner',
  );
  // Which carriers a data set has shows when it is read.
  if (network === undefined) return;
  const names = entryPartnerNames(network.carriers.map((carrier) => carrier.name));
  out.forEach(({ partner }, i) => {
    found.oneOf([...path, i, 'partner'], 'partner', partner, names);
    const carrier = network.carriers.find((each) => each.name === partner);
    if (carrier?.x12 !== undefined || carrier?.files !== undefined)
      found.report(
        [...path, i, 'partner'],
        `${partner} ${carrier.x12 === undefined ? 'is reached by files: these' : 'speaks X12: files'} are no requests. Take it out, or name ${CARRIERS}, which leaves such out`,
      );
  });
}

/** @param rateKey where the rate is */
function checkLimits(
  { rate, concurrent, perDay }: GatewayLimitsSection,
  path: Path,
  who: string,
  messages: number | null,
  found: Findings,
  rateKey = 'rate',
): void {
  if (rate?.perSecond === 0)
    found.report(
      [...path, rateKey, 'perSecond'],
      'nothing would ever pass. Give it at least 1, or leave the rate out',
    );
  if (perDay === 0)
    found.report([...path, 'perDay'], 'nothing would ever pass. Give it more, or leave it out');
  if (messages === null) return;
  const short = (at: Path, most: number): void => {
    if (most === 0 || messages <= most) return;
    found.report(
      at,
      `${who} about ${Math.round(messages)} messages on an average day, and ${Math.floor(most)} would pass: what waits would grow without end. Raise it`,
    );
  };
  if (rate !== undefined) short([...path, rateKey, 'perSecond'], rate.perSecond * SECONDS_A_DAY);
  if (perDay !== undefined) short([...path, 'perDay'], perDay);
  if (concurrent !== undefined && durationMs(concurrent.service) > 0)
    short([...path, 'concurrent'], (concurrent.requests * DAY_MS) / durationMs(concurrent.service));
}
