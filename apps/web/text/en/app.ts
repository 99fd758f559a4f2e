import type { AppText } from '../ja/app.js';
import { actsEn } from './acts.js';
import { arrivalsEn } from './arrivals.js';
import { casePageEn } from './case-page.js';
import { caseSectionsEn } from './case-sections.js';
import { casesEn } from './cases.js';
import { claimantsEn } from './claimants.js';
import { commonEn } from './common.js';
import { comparableEn } from './comparable.js';
import { consentsEn } from './consents.js';
import { decisionsEn } from './decisions.js';
import { departmentEn } from './department.js';
import { deskEn } from './desk.js';
import { expensesEn } from './expenses.js';
import { galleryEn } from './gallery.js';
import { keysEn } from './keys.js';
import { interruptionEn } from './interruption.js';
import { listEn } from './list.js';
import { messagesEn } from './messages.js';
import { outlookEn } from './outlook.js';
import { ownSettingsEn } from './own-settings.js';
import { overviewEn } from './overview.js';
import { paymentsEn } from './payments.js';
import { queuesEn } from './queues.js';
import { searchEn } from './search.js';
import { screeningEn } from './screening.js';
import { repaymentsEn } from './repayments.js';
import { insurerCostsEn, recoursesEn, reservesEn } from './reserves.js';
import { shellEn } from './shell.js';
import { staffingEn } from './staffing.js';

export const appEn: AppText = {
  common: commonEn,
  shell: shellEn,
  acts: actsEn,
  arrivals: arrivalsEn,
  casePage: casePageEn,
  cases: casesEn,
  caseSections: caseSectionsEn,
  claimants: claimantsEn,
  comparable: comparableEn,
  consents: consentsEn,
  expenses: expensesEn,
  decisions: decisionsEn,
  payments: paymentsEn,
  recourses: recoursesEn,
  repayments: repaymentsEn,
  reserves: reservesEn,
  desk: deskEn,
  gallery: galleryEn,
  keys: keysEn,
  insurerCosts: insurerCostsEn,
  interruption: interruptionEn,
  list: listEn,
  messages: messagesEn,
  outlook: outlookEn,
  overview: overviewEn,
  department: departmentEn,
  ownSettings: ownSettingsEn,
  queues: queuesEn,
  search: searchEn,
  screening: screeningEn,
  staffing: staffingEn,
};
