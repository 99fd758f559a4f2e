import { assessmentEvents } from '#assessment';
import { closingEvents } from '#closing';
import { decisionsEvents } from '#decisions';
import { documentsEvents } from '#documents';
import { supportEvents } from '#emergency-support';
import { expensesEvents } from '#expenses';
import { incidentsEvents } from '#incidents';
import { intakeEvents } from '#intake';
import { limitsEvents } from '#limits';
import { listsEvents } from '#lists';
import { notificationsEvents } from '#notifications';
import { overviewEvents } from '#overview';
import { paymentsEvents } from '#payments';
import { peopleEvents } from '#people';
import { policiesEvents } from '#policies';
import type { Declaration } from '#queue';
import { routingEvents } from '#routing';
import { staffingEvents } from '#staffing';

/** What each domain declares of its events, jobs and times, in the order of the chain. */
export const declarations: readonly Declaration[] = [
  peopleEvents,
  staffingEvents,
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
  overviewEvents,
  listsEvents,
];
