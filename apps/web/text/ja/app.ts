import { actsJa } from './acts.js';
import { arrivalsJa } from './arrivals.js';
import { casePageJa } from './case-page.js';
import { caseSectionsJa } from './case-sections.js';
import { casesJa } from './cases.js';
import { claimantsJa } from './claimants.js';
import { commonJa } from './common.js';
import { comparableJa } from './comparable.js';
import { consentsJa } from './consents.js';
import { decisionsJa } from './decisions.js';
import { departmentJa } from './department.js';
import { deskJa } from './desk.js';
import { expensesJa } from './expenses.js';
import { galleryJa } from './gallery.js';
import { keysJa } from './keys.js';
import { interruptionJa } from './interruption.js';
import { listJa } from './list.js';
import { messagesJa } from './messages.js';
import { outlookJa } from './outlook.js';
import { ownSettingsJa } from './own-settings.js';
import { overviewJa } from './overview.js';
import { paymentsJa } from './payments.js';
import { queuesJa } from './queues.js';
import { searchJa } from './search.js';
import { screeningJa } from './screening.js';
import { repaymentsJa } from './repayments.js';
import { insurerCostsJa, recoursesJa, reservesJa } from './reserves.js';
import { shellJa } from './shell.js';
import { staffingJa } from './staffing.js';

/** Every text of the application, by domain. */
export const appJa = {
  common: commonJa,
  shell: shellJa,
  acts: actsJa,
  arrivals: arrivalsJa,
  casePage: casePageJa,
  cases: casesJa,
  caseSections: caseSectionsJa,
  claimants: claimantsJa,
  comparable: comparableJa,
  consents: consentsJa,
  expenses: expensesJa,
  decisions: decisionsJa,
  payments: paymentsJa,
  recourses: recoursesJa,
  repayments: repaymentsJa,
  reserves: reservesJa,
  desk: deskJa,
  gallery: galleryJa,
  keys: keysJa,
  insurerCosts: insurerCostsJa,
  interruption: interruptionJa,
  list: listJa,
  messages: messagesJa,
  outlook: outlookJa,
  overview: overviewJa,
  department: departmentJa,
  ownSettings: ownSettingsJa,
  queues: queuesJa,
  search: searchJa,
  screening: screeningJa,
  staffing: staffingJa,
};
export type AppText = typeof appJa;
