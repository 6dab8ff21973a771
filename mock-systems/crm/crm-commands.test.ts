/** CRM under any answers of a core, while orders are placed, delivered and billed: customers ask and complain with reason, and stop when answered. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { orderOfComplaint } from '#orchestrator/contracts/complaint-key';
import { orderOf, shipmentKey } from '#orchestrator/contracts/shipment-key';
import { Random } from '#sim/random/random';
import { type Books, type Step, systemProperty, wasTold } from '#testing/commands/mock-commands';
import { runs } from '#testing/properties/properties';
import { Doorstep } from '../doorstep.ts';
import { ReturnParcels } from '../return-parcels.ts';
import { DAY_MS, PLAIN, PROMISED, RETURNS } from './crm.fixture.ts';
import { CrmSystem } from './crm-system.ts';

const PROFILE = {
  ...PLAIN,
  urgency: { ...PLAIN.urgency, share: 0.5 },
  question: { ...PLAIN.question, share: 0.5 },
  complaint: { ...PLAIN.complaint, wrongShare: 0.5 },
  returns: { ...RETURNS, share: 0.5, partShare: 0.5 },
};

interface World {
  place(order: number): void;
  deliver(order: number, condition: number): void;
}

const order = fc.integer({ min: 1, max: 3 });
const place = (no: number): string => `place(${no})`;
const deliver = (no: number): string => `deliver(${no})`;
const answered =
  (kind: string, a: number, b: number, body: unknown = null) =>
  (key: number) =>
    ({ tell: { kind, key, a, b, body } }) satisfies Step<World>;

/** What was said of a kind and key. */
const wasSaid = ({ said }: Books, kind: string, key: number): boolean =>
  said.some((each) => each.kind === kind && each.key === key);
const isPlaced = ({ happened }: Books, no: number): boolean => happened.includes(place(no));

/** What a core may answer: what was asked. */
const ASKED: Readonly<Record<string, string>> = {
  answerPromise: 'promiseAsked',
  answerComplaint: 'complaintRaised',
  answerReturn: 'returnRequested',
  reportReturnDone: 'returnRequested',
};

test('whatever a core answers', () => {
  const complaint = fc.tuple(order, fc.nat(5)).map(([no, kind]) => shipmentKey(no, 0) * 8 + kind);
  const shipment = order.map((no) => shipmentKey(no, 0));
  fc.assert(
    systemProperty<World>({
      owner: 'CRM',
      around: ['ERP', 'carrier'],
      make: (context) => {
        const { kernel } = context;
        const doorstep = new Doorstep(kernel);
        const seen = doorstep.watching(context.log);
        const parcels = new ReturnParcels(kernel);
        parcels.connect(() => {});
        const settings = { classes: [PROFILE], classOf: [0], lookEveryMs: 7 * DAY_MS, looksMax: 10 };
        return {
          system: new CrmSystem(context, new Random(9), settings, (no) => no, doorstep, parcels),
          world: {
            place: (no) => {
              seen.business('orderReleased', 'ERP', 'order', no, 1, 10, 0);
              seen.business('orderPromised', 'ERP', 'order', no, 1, PROMISED, 0);
            },
            deliver: (no, condition) => {
              doorstep.send({ shipment: shipmentKey(no, 0), node: 2, products: [0], units: [10] });
              seen.business(
                'shipmentDelivered',
                'carrier',
                'shipment',
                shipmentKey(no, 0),
                1,
                kernel.now,
                condition,
              );
            },
          },
        };
      },
      steps: [
        order.map((no) => ({ does: place(no), act: (world: World) => world.place(no) })),
        fc.tuple(order, fc.nat(2)).map(([no, condition]) => ({
          does: deliver(no),
          act: (world: World) => world.deliver(no, condition),
        })),
        order.map(answered('answerPromise', PROMISED, 1, { question: 1 })),
        complaint.map(answered('answerComplaint', 0, 0)),
        shipment.map(answered('answerReturn', 1, 77)),
        shipment.map(answered('answerReturn', 0, 3)),
        shipment.map(answered('reportReturnDone', 500, 1)),
      ],
      may: (step, books) => {
        if ('tell' in step) return wasSaid(books, ASKED[step.tell.kind]!, step.tell.key);
        const [, no] = /\((\d)\)/.exec(step.does)!;
        const once = !books.happened.includes(step.does);
        return once && (step.does.startsWith('place') || isPlaced(books, Number(no)));
      },
      says: {
        urgencyChanged: ({ key }, books) => isPlaced(books, key) && !wasSaid(books, 'urgencyChanged', key),
        promiseAsked: ({ key, a }, books) =>
          isPlaced(books, key) &&
          books.said.filter((each) => each.kind === 'promiseAsked' && each.key === key).length === a - 1,
        complaintRaised: ({ key, b }, books) =>
          isPlaced(books, orderOfComplaint(key)) &&
          b <= PROFILE.complaint.timesMax &&
          !wasTold(books, 'answerComplaint', key),
        returnRequested: ({ key }, books) => books.happened.includes(deliver(orderOf(key))),
      },
      holds: ({ said }) => {
        for (const kind of ['complaintRaised', 'returnRequested']) {
          const raised = said.filter((each) => each.kind === kind).map(({ key, b }) => `${key}#${b}`);
          expect(new Set(raised).size).toBe(raised.length);
        }
      },
    }),
    { numRuns: runs(60) },
  );
});
