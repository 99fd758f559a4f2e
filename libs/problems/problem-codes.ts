import type { Refusals } from '#kernel';
import { platformProblems } from '../platform/problem-codes.js';
import { databaseProblems } from '../database/problem-codes.js';
import { operationsProblems } from '../operations/problem-codes.js';
import { httpProblems } from '../http/problem-codes.js';
import { tablesProblems } from '../tables/problem-codes.js';
import { facilitiesProblems } from '../facilities/problem-codes.js';
import { peopleProblems } from '../people/problem-codes.js';
import { staffingProblems } from '../staffing/problem-codes.js';
import { coverageRequestsProblems } from '../coverage-requests/problem-codes.js';
import { termsProblems } from '../terms/problem-codes.js';
import { policiesProblems } from '../policies/problem-codes.js';
import { limitsProblems } from '../limits/problem-codes.js';
import { incidentsProblems } from '../incidents/problem-codes.js';
import { documentsProblems } from '../documents/problem-codes.js';
import { expensesProblems } from '../expenses/problem-codes.js';
import { intakeProblems } from '../intake/problem-codes.js';
import { routingProblems } from '../routing/problem-codes.js';
import { emergencySupportProblems } from '../emergency-support/problem-codes.js';
import { decisionsProblems } from '../decisions/problem-codes.js';
import { paymentsProblems } from '../payments/problem-codes.js';
import { closingProblems } from '../closing/problem-codes.js';
import { notificationsProblems } from '../notifications/problem-codes.js';
import { overviewProblems } from '../overview/problem-codes.js';
import { listsProblems } from '../lists/problem-codes.js';
import { valueProblems } from './value-problems.js';

/**
 * Every refusal by its code: each is declared in the room that throws it. A code is stable for ever; `{name}` is filled
 * in.
 */
export const problemCodes = {
  ...valueProblems,
  ...platformProblems,
  ...databaseProblems,
  ...operationsProblems,
  ...httpProblems,
  ...tablesProblems,
  ...facilitiesProblems,
  ...peopleProblems,
  ...staffingProblems,
  ...coverageRequestsProblems,
  ...termsProblems,
  ...policiesProblems,
  ...limitsProblems,
  ...incidentsProblems,
  ...documentsProblems,
  ...expensesProblems,
  ...intakeProblems,
  ...routingProblems,
  ...emergencySupportProblems,
  ...decisionsProblems,
  ...paymentsProblems,
  ...closingProblems,
  ...notificationsProblems,
  ...overviewProblems,
  ...listsProblems,
} as const satisfies Refusals;

/** The code of a refusal. */
export type ProblemCode = keyof typeof problemCodes;
