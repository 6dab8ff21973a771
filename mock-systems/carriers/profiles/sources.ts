/**
 * Which figures of the profiles come from somewhere: all others are assumptions. "kpis", "table", "Cargo 2000" and "SCMS" as in
 * `../profiles.ts`.
 *
 * 1. A figure that a profile has taken over from truckload has its source, too.
 */
import type { CARRIER_PROFILES } from '../profiles.ts';

type Sources = Readonly<Record<string, string>>;

/** By profile, then by group and figure. A source that says what of it is an assumption counts as one. */
export const PROFILE_SOURCES: Readonly<Record<keyof typeof CARRIER_PROFILES, Sources>> = {
  truckload: {
    'acceptance.rejectionFactor': 'what the shares of the market are of',
    'acceptance.answerMs': 'kpis: median 20 min; sigma: assumption',
    'acceptance.silentShare': 'kpis: 5 % never answer',
    'pickup.lateShare': 'kpis: truckload on-time pickup 97.2 %, median of shippers',
    'pickup.freeTimeMs': 'kpis: 80 % of carriers give 2 h free',
    'pickup.detentionPerHourMinor': 'kpis: 60 USD/h',
    'transit.lateShare': 'table, Truckload all: 0.071 of 2,410',
    'transit.earlyShare': 'table, Truckload all: 0.538 of 2,410',
    'reporting.lagMs': 'kpis, EDI 214: median 45 min, p95 6 h',
    'reporting.missingShare': 'kpis, EDI 214: 1 %',
    'reporting.repeatedShare': 'kpis, EDI 214: 2 %',
    'reporting.outOfOrderShare': 'kpis, EDI 214: 5 %',
    'delivery.damagedShare': 'kpis: best-in-class damage-free 99.7 %',
    'freight.errorShare': 'kpis: 6 % of bills',
    'freight.errorWeights': 'kpis: rate 30, accessorial 30, duplicate 15, fuel 10, weight 15 %',
    'freight.rateError': 'kpis: + 5 % of value',
    'freight.concededShare': 'kpis: under half of the invoices for detention are paid',
  },
  parcel: {
    'transit.lateShare': 'kpis: UPS 97.2, FedEx 95.3, USPS 94.1 % on time; mean 95.5 %',
    'freight.errorShare': 'kpis: 2-5 % at the low end',
  },
  ltl: {
    'transit.lateShare': 'table, LTL all: 0.199 of 69,322',
    'transit.earlyShare': 'table, LTL all: 0.148 of 69,322',
    'transit.lateDays': 'kpis: mean lateness 1.87 d',
    'transit.earlyDays': 'table: 1-2 d 11,341, > 2 d 1,017',
  },
  air: {
    'transit.lateShare': 'Cargo 2000, DLV against plan: 0.2395',
    'transit.earlyShare': 'SCMS, Air: 0.1935',
    'transit.lateDays': 'Cargo 2000: p95 4.5 d and p99 17.6 d of all',
  },
  ocean: {
    'transit.lateShare': 'kpis: schedule reliability 65 %',
    'transit.earlyShare': 'SCMS, Ocean: 0.0404',
    'transit.lateDays': 'kpis: 4.9 d mean',
  },
  intermodal: {},
  courier: {},
  bad: {},
};
