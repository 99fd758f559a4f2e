import { count, sumOf, yen } from '#kernel';
import type { Schemas } from '../api/api.js';
import { useList, useRead } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';

/*
 * One line for each section of the institution's page of a case while it is closed: what is new, from the rows that the
 * section shows. A list that goes on past its first page is not counted.
 */

type Case = Schemas['CaseDto'];
interface OfCase {
  readonly of: Case;
}

/** All of a list, once it is there; undefined where more of it is to be read. */
const whole = <T,>({ items, hasNextPage }: { items: T[] | undefined; hasNextPage: boolean }): T[] | undefined =>
  hasNextPage ? undefined : items;

/** How many are claimed, and what of them was paid and did not come back. */
export function ExpensesNews({ of: { expenses } }: OfCase) {
  const { texts, format } = useApp();
  const t = texts.caseSections;
  const paid = expenses.flatMap(({ state, ruling, transfer }) =>
    state === 'paid' && ruling && transfer?.state !== 'returned' ? [ruling.amount] : [],
  );
  const many = format.count(count(expenses));
  return paid.length === 0 ? t.expenses(many) : t.expensesPaid(many, format.yen(sumOf(paid)));
}

/** How many papers there are, and how many are still missing. */
export function DocumentsNews({ of: { id } }: OfCase) {
  const { texts, format } = useApp();
  const t = texts.caseSections;
  const { data } = useRead('/incidents/{id}/documents', { path: { id } });
  if (!data) return null;
  const here = format.count(count(data.documents));
  const missing = data.expenses.flatMap((expense) => expense.missing);
  return missing.length === 0 ? t.documents(here) : t.documentsMissing(here, format.count(count(missing)));
}

export function LimitNews({ of: { limits } }: OfCase) {
  const { texts, format } = useApp();
  const limit = limits?.find(({ bucket }) => bucket === 'response-expense');
  return limit ? texts.caseSections.limitLeft(format.yen(limit.remaining)) : null;
}

/** How the newest request stands; before there is one, what is to be expected. */
export function SupportNews({ of: { id, supportOutlook } }: OfCase) {
  const { texts, format, say } = useApp();
  const t = texts.caseSections;
  const isAgent = useUser().roles.includes('agent');
  const list = useList('/support-requests', { query: { incidentId: id } }, { enabled: !isAgent });
  const asked = (whole(list) ?? [])
    .filter(({ state }) => state !== 'withdrawn')
    .toSorted((one, other) => Date.parse(other.changedAt) - Date.parse(one.changedAt));
  const [first, ...more] = asked;
  if (!first) return t.supportOutlook(texts.cases.words.supportOutlook[supportOutlook]);
  const said = t.support(
    say({ textJa: first.serviceJa, textEn: first.serviceEn }),
    say({ textJa: first.stateJa, textEn: first.stateEn }),
  );
  return more.length === 0 ? said : t.supportMore(said, format.count(count(more)));
}

/** What is approved and not spent; before that, what waits for an answer. */
export function ApprovalsNews({ of: { id } }: OfCase) {
  const { texts, format } = useApp();
  const t = texts.caseSections;
  const all = whole(useList('/pre-approvals', { query: { incidentId: id } }));
  if (!all) return null;
  const approved = all.filter(({ state }) => state === 'pre-approved');
  const asked = all.filter(({ state }) => state === 'requested');
  if (approved.length > 0)
    return t.approved(format.count(count(approved)), format.yen(sumOf(approved.map(({ rest }) => rest ?? yen(0)))));
  return asked.length > 0 ? t.approvalsAsked(format.count(count(asked))) : t.approvals(format.count(count(all)));
}

export function ClaimantsNews({ of: { id } }: OfCase) {
  const { texts, format } = useApp();
  const { data } = useRead('/incidents/{id}/claimants', { path: { id } });
  return data ? texts.caseSections.claimants(format.count(count(data.items))) : null;
}

export function OutlookNews({ of: { coverageOutlook } }: OfCase) {
  return useApp().texts.cases.words.coverageOutlook[coverageOutlook];
}

export function FactsNews({ of: { reportedAt } }: OfCase) {
  const { texts, format } = useApp();
  return texts.caseSections.reported(format.moment(reportedAt));
}

/** How many letters, and when the newest was written. */
export function LettersNews({ of: { id } }: OfCase) {
  const { texts, format } = useApp();
  const all = whole(useList('/letters', { query: { incidentId: id, state: 'all' } }));
  if (!all) return null;
  const [newest] = all.map(({ writtenAt }) => writtenAt).toSorted((one, other) => Date.parse(other) - Date.parse(one));
  return newest ? texts.caseSections.letters(format.count(count(all)), format.day(newest)) : texts.cases.noLetters;
}

/** What happened last. */
export function TimelineNews({ of: { id } }: OfCase) {
  const { texts, format, say } = useApp();
  const last = whole(useList('/incidents/{id}/timeline', { path: { id }, query: { limit: 100 } }))?.at(-1);
  return last ? texts.caseSections.last(format.moment(last.at), say(last)) : null;
}
