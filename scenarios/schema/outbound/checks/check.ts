/**
 * What the format of outbound scenarios can't say by itself: names that are used exist, figures fit together, something is open,
 * every place can be reached.
 *
 * 1. What passes can be built and run: nothing the user wrote makes the builder throw.
 * 2. Names and figures first; what is computed from them (lanes, work) only where they are right.
 */

import { checkThresholds } from '../../check-thresholds.ts';
import { Findings } from '../../findings.ts';
import type { KnownNames } from '../../known-names.ts';
import type { Located } from '../../located.ts';
import { nameOfPolicy } from '../policies.ts';
import type { OutboundScenario } from '../scenario.ts';
import { checkAppointments } from './check-appointments.ts';
import { checkAutomation } from './check-automation.ts';
import { checkBehaviours } from './check-behaviour.ts';
import { checkBroker } from './check-broker.ts';
import { checkCases } from './check-cases.ts';
import { checkCrm } from './check-crm.ts';
import { checkCustoms } from './check-customs.ts';
import { checkErp } from './check-erp.ts';
import { checkFaults } from './check-faults.ts';
import { checkFigures } from './check-figures.ts';
import { checkFiles } from './check-files.ts';
import { checkFreight } from './check-freight.ts';
import { checkGateway } from './check-gateway.ts';
import { checkGovernance } from './check-governance.ts';
import { checkHistory } from './check-history.ts';
import { checkHits } from './check-hits.ts';
import { checkInbound } from './check-inbound.ts';
import { checkLanes } from './check-lanes.ts';
import { checkNames } from './check-names.ts';
import { checkOrders } from './check-orders.ts';
import { checkOwn } from './check-own.ts';
import { checkPolicies } from './check-policies.ts';
import { checkPredictions } from './check-predictions.ts';
import { checkProducts } from './check-products.ts';
import { checkProof } from './check-proof.ts';
import { checkReplenishment } from './check-replenishment.ts';
import { checkResponsibilities } from './check-responsibilities.ts';
import { checkSlips } from './check-slips.ts';
import { checkTelematics } from './check-telematics.ts';
import { checkTimes } from './check-times.ts';
import { checkWarmUp } from './check-warm-up.ts';
import { checkWeb } from './check-web.ts';
import { checkWork } from './check-work.ts';

export function checkOutbound(scenario: OutboundScenario, tree: Located, known: KnownNames): Findings {
  const found = new Findings(tree);
  const { thresholds = [], policies, currency } = scenario;
  checkNames(scenario, found);
  checkPolicies(scenario, tree, known, found);
  checkThresholds(thresholds, policies.map(nameOfPolicy), known.kpis, currency, found);
  checkFigures(scenario, found);
  checkAutomation(scenario, found);
  checkTimes(scenario, found);
  checkWarmUp(scenario, found);
  checkOrders(scenario, found);
  checkHistory(scenario, found);
  checkInbound(scenario, found);
  checkCustoms(scenario, found);
  checkTelematics(scenario, found);
  checkProducts(scenario, found);
  checkProof(scenario, found);
  checkPredictions(scenario, found);
  checkErp(scenario, found);
  checkCrm(scenario, found);
  checkReplenishment(scenario, found);
  checkCases(scenario, found);
  checkGovernance(scenario, known, found);
  checkFiles(scenario, found);
  checkFreight(scenario, tree, found);
  checkBroker(scenario, found);
  checkGateway(scenario, found);
  checkWeb(scenario, found);
  checkSlips(scenario, found);
  checkBehaviours(scenario, found);
  checkResponsibilities(scenario, tree, found);
  checkAppointments(scenario, tree, found);
  checkFaults(scenario, found);
  checkHits(scenario, found);
  checkOwn(scenario, found);
  if (found.problems.length > 0) return found;
  checkLanes(scenario, found);
  if (found.problems.length === 0) checkWork(scenario, found);
  return found;
}
