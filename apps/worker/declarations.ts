import { assessmentEvents } from '#assessment';
import { closingEvents } from '#closing';
import { decisionsEvents } from '#decisions';
import { documentsEvents } from '#documents';
import { supportEvents } from '#emergency-support';
import { expensesEvents } from '#expenses';
import { incidentsEvents } from '#incidents';
import { intakeEvents } from '#intake';
import { limitsEvents } from '#limits';
import { notificationsEvents } from '#notifications';
import { partiesEvents } from '#parties';
import { paymentsEvents } from '#payments';
import { policiesEvents } from '#policies';
import type { Declaration } from '#queue';
import { routingEvents } from '#routing';

/** What each domain declares of its events, jobs and times, in the order of the chain. */
export const declarations: readonly Declaration[] = [
  partiesEvents,
  policiesEvents,
  limitsEvents,
  incidentsEvents,
  documentsEvents,
  expensesEvents,
  assessmentEvents,
  intakeEvents,
  routingEvents,
  supportEvents,
  decisionsEvents,
  paymentsEvents,
  closingEvents,
  notificationsEvents,
];
