import { arrivalsJa } from './arrivals.js';
import { casesJa } from './cases.js';
import { claimantsJa } from './claimants.js';
import { commonJa } from './common.js';
import { consentsJa } from './consents.js';
import { decisionsJa } from './decisions.js';
import { deskJa } from './desk.js';
import { expensesJa } from './expenses.js';
import { outlookJa } from './outlook.js';
import { overviewJa } from './overview.js';
import { paymentsJa } from './payments.js';
import { queuesJa } from './queues.js';
import { screeningJa } from './screening.js';
import { repaymentsJa } from './repayments.js';
import { shellJa } from './shell.js';
import { staffingJa } from './staffing.js';

/** Every text of the application, by domain. */
export const appJa = {
  common: commonJa,
  shell: shellJa,
  arrivals: arrivalsJa,
  cases: casesJa,
  claimants: claimantsJa,
  consents: consentsJa,
  expenses: expensesJa,
  decisions: decisionsJa,
  payments: paymentsJa,
  repayments: repaymentsJa,
  desk: deskJa,
  outlook: outlookJa,
  overview: overviewJa,
  queues: queuesJa,
  screening: screeningJa,
  staffing: staffingJa,
};
export type AppText = typeof appJa;
