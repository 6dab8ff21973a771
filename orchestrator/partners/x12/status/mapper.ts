/**
 * Between status reports and a 214.
 *
 * 1. Each AT7 is one report. AT7-01 is a status, AT7-03 an appointment; one with neither reports nothing.
 * 2. A time without a zone is local at the place, which the report carries with it.
 * 3. The raw code is kept beside the milestone; a code that nobody knows has none.
 */
import type { X12ShipmentStatus, X12StatusDetail } from '../../../contracts/x12-payloads.ts';
import type { StatusReport } from '../../carrier-shapes.ts';
import type { Result } from '../../result.ts';
import type { X12Issue } from '../issues.ts';
import { type MapperOptions, Mapping } from '../mapping.ts';
import { carriedText } from '../text.ts';
import { readTime } from '../time.ts';
import { milestoneOf } from './milestones.ts';

export function statusToX12(
  report: StatusReport,
  options: MapperOptions,
): Result<X12ShipmentStatus, X12Issue> {
  const mapping = new Mapping(options, `214 of load ${report.loadKey}`);
  const { carrierRef } = report;
  const detail: X12StatusDetail = {
    status: statusOf(report, mapping),
    place: placeOf(report, mapping),
    equipment: null,
  };
  return mapping.issues.result<X12ShipmentStatus>({
    shipment: {
      carrierReference: carrierRef === null ? null : mapping.key('carrier reference', carrierRef, 1, 30),
      shipmentId: mapping.key('load key', report.loadKey, 1, 30),
      scac: mapping.key('SCAC', report.carrierScac, 2, 4),
    },
    references: [],
    parties: [],
    routes: [],
    lines: [{ line: { number: 1 }, statuses: [detail], references: [], exceptions: [], weights: [] }],
  });
}

function statusOf(report: StatusReport, mapping: Mapping): X12StatusDetail['status'] {
  const { occurredAt, kind } = report;
  const code = mapping.key('status code', report.rawCode, 2, 2);
  const reason = mapping.code('reason', report.reasonRaw, 2, 2);
  const when =
    occurredAt === null
      ? { date: null, time: null, timeCode: null }
      : mapping.when('time of the status', occurredAt);
  return kind === 'status'
    ? { status: code, reason, appointment: null, appointmentReason: null, ...when }
    : { status: null, reason: null, appointment: code, appointmentReason: reason, ...when };
}

function placeOf(report: StatusReport, mapping: Mapping): X12StatusDetail['place'] {
  const { city } = report;
  const place = {
    city: city === null ? null : mapping.code('city', carriedText(city, 30), 2, 30),
    state: mapping.code('state', report.state, 2, 2),
    country: mapping.code('country', report.country, 2, 3),
  };
  return Object.values(place).every((each) => each === null) ? null : place;
}

export interface StatusReading extends MapperOptions {
  /** When the carrier sent it, epoch ms: from the group's header, which has no zone, or when it came in. */
  readonly reportedAt: number;
}

export function statusesFromX12(
  payload: X12ShipmentStatus,
  options: StatusReading,
): Result<readonly StatusReport[], X12Issue> {
  const { shipmentId } = payload.shipment;
  const mapping = new Mapping(options, `214 of load ${shipmentId ?? 'unknown'}`);
  const loadKey = mapping.needed('shipment id (B10-02)', shipmentId);
  if (loadKey === null) return mapping.issues.result<readonly StatusReport[]>(null);
  const details = payload.lines.flatMap((line) => line.statuses);
  const reports = details.flatMap((detail) => reportOf(loadKey, payload, detail, options, mapping));
  return mapping.issues.result<readonly StatusReport[]>(reports);
}

function reportOf(
  loadKey: string,
  payload: X12ShipmentStatus,
  detail: X12StatusDetail,
  options: StatusReading,
  mapping: Mapping,
): StatusReport[] {
  const { status, place } = detail;
  const kind = status.status !== null ? 'status' : 'appointment';
  const rawCode = status.status ?? status.appointment;
  if (rawCode === null) {
    mapping.remark('an AT7 with neither status nor appointment reports nothing', null);
    return [];
  }
  const mappedCode = milestoneOf(kind, rawCode);
  if (mappedCode === null) mapping.remark(`no milestone for this ${kind}`, rawCode);
  const { date, time, timeCode } = status;
  return [
    {
      loadKey,
      carrierScac: payload.shipment.scac,
      carrierRef: payload.shipment.carrierReference,
      kind,
      rawCode,
      mappedCode,
      reasonRaw: kind === 'status' ? status.reason : status.appointmentReason,
      occurredAt: date === null ? null : readTime({ date, time, timeCode }),
      reportedAt: options.reportedAt,
      city: place?.city ?? null,
      state: place?.state ?? null,
      country: place?.country ?? null,
    },
  ];
}
