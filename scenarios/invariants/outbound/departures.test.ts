/**
 * Nothing leaves that may not: by trade rules, dangerous goods, unloaded. Each rule is seen to catch, by name, what is
 * planted in a story that is right.
 */
import { describe, expect, test } from 'vitest';
import { SHIPMENT } from '#orchestrator/processes/outbound/inputs';
import { smallDistributor } from '#testing/worlds/outbound-world';
import { CARRIER, FIRST, storyOf } from './story.fixture.ts';

const world = smallDistributor({ days: 1, ordersPerDay: 10 });
const { fakeCore, play, story, upTo } = storyOf(world);

describe('what may leave', () => {
  const product = world.network.products.find((each) => each.exportControlled)!;
  const place = world.network.customers.find(
    (each) => each.country !== world.network.nodes[0]!.country,
  )!.place;
  const country = world.tms.trade.countryOf[place]!;
  const departs = (goods: object, steps = story(), of = world) => {
    const core = fakeCore();
    core.set(SHIPMENT as number, FIRST, { ...core.state<object>(SHIPMENT as number, FIRST), ...goods });
    return () => play(upTo('loadDeparted', steps), core, of);
  };
  const abroad = { products: [product.no], destination: place };

  test('nothing to a denied party', () => {
    const customer = world.network.customers.findIndex((each) => each.deniedParty);
    expect(departs({ customer })).toThrow(
      /export-released-legally violated: load 40 left with shipment 40 \(order 5\) for customer C\d+ \D+, a denied party/,
    );
  });

  test('nothing controlled without papers of the booking in force, nor beyond the licence', () => {
    expect(departs(abroad)).not.toThrow();
    const without = story().filter((step) => step[0] !== 'documentsPrepared');
    expect(departs(abroad, without)).toThrow(
      /export-released-legally violated: .* without papers for the booking/,
    );
    expect(departs({ ...abroad, destination: world.network.nodes[0]!.place }, without)).not.toThrow();
    const licences = [{ no: 1, product: product.no, country, units: 4 }];
    const few = { ...world, tms: { ...world.tms, trade: { ...world.tms.trade, licences } } };
    expect(departs(abroad, story(), few)).toThrow(
      /export-released-legally violated: .* 5 units by now, 4 are licensed/,
    );
  });

  test('nothing dangerous with a carrier that takes none', () => {
    const dangerous = world.network.products.find((each) => each.unNumber !== 0)!;
    const carriers = world.network.carriers.map((each) => ({ ...each, dangerousGoods: each.no !== CARRIER }));
    const careful = { ...world, network: { ...world.network, carriers } };
    expect(departs({ products: [dangerous.no] }, story(), careful)).toThrow(
      /dangerous-goods-accepted violated: load 40 left with Heron Freight, which takes no dangerous goods: UN \d+/,
    );
  });

  test('nothing that WMS has not loaded', () => {
    expect(
      departs(
        {},
        story().filter((step) => step[0] !== 'shipmentLoaded'),
      ),
    ).toThrow(
      /order-lines-conserved violated: load 40 left.*with shipment 40 \(order 5\), which WMS has not loaded/,
    );
  });
});
