import { reachOf, type Permission } from '#access';
import type { Actor } from '#database';
import { checkContract, PageQuery, type Contract } from '#http';
import type { InsurerList } from '#kernel';
import { ExpenseQuery, IncidentQuery } from '#overview';
import { BatchQuery, PaymentQuery, PaymentWaitsQuery } from '#payments';
import { WorkItemQuery } from '#routing';

/** The right that a list needs, and the query that its route takes. */
interface ListRoute {
  readonly right: Permission;
  readonly query: Contract;
}

/** The route of each list: who reads it, and by which conditions. */
export const listRoutes: Readonly<Record<InsurerList, ListRoute>> = {
  cases: { right: 'incidents.read', query: IncidentQuery },
  expenses: { right: 'incidents.read', query: ExpenseQuery },
  work: { right: 'work-items.read', query: WorkItemQuery },
  payments: { right: 'payments.read', query: PaymentQuery },
  batches: { right: 'payments.read', query: BatchQuery },
  waits: { right: 'incidents.read', query: PaymentWaitsQuery },
  late: { right: 'payments.read', query: PageQuery },
};

/** Whether somebody may read a list. */
export const mayList = ({ roles }: Actor, list: InsurerList): boolean =>
  roles.some((role) => reachOf(listRoutes[list].right, role) !== null);

/** The conditions and the order of a list out of a query string, without its pages; refused as its route refuses. */
export function conditionsOf(list: InsurerList, text: string): Readonly<Record<string, string>> {
  const { limit: _, cursor: __, ...given } = Object.fromEntries(new URLSearchParams(text));
  checkContract(listRoutes[list].query, { ...given }, true);
  return given;
}
