import type { AppText } from '../ja/app.js';
import { arrivalsEn } from './arrivals.js';
import { casesEn } from './cases.js';
import { claimantsEn } from './claimants.js';
import { commonEn } from './common.js';
import { consentsEn } from './consents.js';
import { decisionsEn } from './decisions.js';
import { deskEn } from './desk.js';
import { expensesEn } from './expenses.js';
import { outlookEn } from './outlook.js';
import { overviewEn } from './overview.js';
import { paymentsEn } from './payments.js';
import { queuesEn } from './queues.js';
import { screeningEn } from './screening.js';
import { repaymentsEn } from './repayments.js';
import { shellEn } from './shell.js';
import { staffingEn } from './staffing.js';

export const appEn: AppText = {
  common: commonEn,
  shell: shellEn,
  arrivals: arrivalsEn,
  cases: casesEn,
  claimants: claimantsEn,
  consents: consentsEn,
  expenses: expensesEn,
  decisions: decisionsEn,
  payments: paymentsEn,
  repayments: repaymentsEn,
  desk: deskEn,
  outlook: outlookEn,
  overview: overviewEn,
  queues: queuesEn,
  screening: screeningEn,
  staffing: staffingEn,
};
