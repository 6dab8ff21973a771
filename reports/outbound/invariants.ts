/** What is checked in every run of outbound fulfilment, most of it as business events are written: name, and what must hold. */
export const INVARIANTS: readonly (readonly [name: string, holds: string])[] = [
  [
    'units-conserved',
    'stock received, adjusted and returned is in hand, reserved, gone or written off, to the unit',
  ],
  ['reservations-open', 'what is reserved in stock is what open shipments hold'],
  [
    'order-lines-conserved',
    'no more is picked than reserved, or issued than picked; in the end shipped and cancelled make what was ordered',
  ],
  [
    'only-tabled-transitions',
    'everything happens in an order that the process knows; what has ended stays so',
  ],
  [
    'no-promise-past-cutoff',
    'no order is promised for before its release, or for a day on which its customer takes nothing in',
  ],
  [
    'capacity-respected',
    "bookings stay within a carrier's contract, picks within a warehouse's daily capacity",
  ],
  ['one-active-booking', 'a load has one open tender and one booking at a time; who drives is who is booked'],
  [
    'rules-win',
    'nothing is sourced while it is held, rejected or refused by a hard rule, whatever a policy said',
  ],
  [
    'export-released-legally',
    'nothing leaves for a denied party, and nothing controlled without papers and a licence that covers it',
  ],
  [
    'ships-complete',
    'of an order whose customer takes no partial shipment, nothing waits, or stays in a warehouse, when goods of it leave',
  ],
  ['declared-before-leaving', 'nothing leaves for a country that wants its declaration accepted before'],
  ['held-stands-still', 'what customs keeps at a border does not move until it is let go'],
  ['cleared-before-delivery', 'nothing is delivered across a border before customs has released it'],
  [
    'appointment-kept',
    'a truck that needs an appointment is called for the one that stands, and leaves with it, not before',
  ],
  ['position-moves-nothing', 'a position says where a load is, and moves it nowhere'],
  ['excursion-answered', 'goods that were too warm have a case'],
  ['refused-not-billed', 'what quality has refused is billed to nobody'],
  ['billed-by-proof', 'nothing is billed before its proof of delivery is read, or done without by the rule'],
  ['never-sells-what-it-has-not', 'a store sells only what is on its shelves'],
  [
    'one-route',
    'a shipment is on one route at a time, and on another only when the first has brought it back',
  ],
  ['one-open-transfer', 'a store and group of products has one transfer open at a time'],
  ['dangerous-goods-accepted', 'dangerous goods travel only with carriers that take them'],
  [
    'invoice-settled-once',
    'a freight bill is paid once, and no more than was agreed, tolerated or decided by a person',
  ],
  ['ledger-balances', 'what was accrued, approved, paid and credited adds up'],
  ['one-erp-an-order', 'where there are two ERPs, an order is in one of them, and billed there'],
  ['no-drift', 'ERP posts the units that WMS issued, where it issued them'],
  ['owner-writes', 'each business event is written by the system that owns it'],
  ['side-effect-once', 'nothing happens twice: no second goods issue, delivery, bill or payment'],
  ['duplicate-changes-nothing', 'a message that the core knows already leaves it as it was'],
  [
    'applied-once',
    'what one side has sent, the other has taken exactly once; a dead letter has one task for each of its deaths',
  ],
  [
    'decision-audited',
    'nothing is sourced, tendered first or spent on speed but by a decision on record, as that says',
  ],
  [
    'task-escalated',
    'a task that nobody answers in its time is given the next role, once, and then stays open',
  ],
  [
    'exceptions-are-cases',
    'an exception has one case, which is classified, escalated at most once, and resolved by somebody named',
  ],
  [
    'authority-kept',
    'nothing is spent or given up beyond the limits of a policy unless a person has said so',
  ],
  ['off-never-obeyed', 'a model decides nothing while it is off or a shadow on record'],
  ['raised-by-person', 'a model is trusted further only where a person has said so'],
  ['saga-nets-zero', 'what is called off leaves nothing behind: no stock held, no booking, no accrual'],
  ['in-order', 'of what is said to a partner about one thing, what was said first leaves first'],
  ['bounded', 'what waits, and how often and how soon is tried again, stays within bounds'],
  ['nothing-left-over', 'at the end nothing waits but for people'],
  ['settles', 'when nothing more can happen, every order is done or stands behind a person'],
];
