import { Link } from '@tanstack/react-router';
import type { Schemas } from '../api/api.js';
import { useApp } from '../text/use-text.js';
import { ActRow, DecisionBar, type BarAct } from '../ui/decision-bar.js';
import { usePageActs } from '../ui/page-acts.js';
import { ProblemNote } from '../ui/problem.js';
import { Status, toneOfExpense } from '../ui/status.js';
import style from '../ui/ui.module.css';
import { standing } from './decision-basis.js';
import { CoverageQuestion } from './coverage-question.js';
import type { Deciding } from './deciding.js';
import { OtherActs, useOtherActs } from './other-acts.js';
import { useTake } from './take-work-item.js';
import { useUndo } from './undo-decision.js';
import { approvalText } from './use-proposal-form.js';
import type { Neighbours } from './use-neighbours.js';
import { usePropose } from './use-propose.js';

type Detail = Schemas['ExpenseDetailDto'];

/** These stand in the way of a rejection too. */
const hurdlesOfAll = ['decisions.duplicate-open', 'expenses.rate-missing'];

/**
 * Approve, reduce, reject, ask: one key each; what is plainly payable is approved with that one key, and can be undone.
 */
export function Decide(deciding: Deciding) {
  const { expense, preview, gates, form } = deciding;
  const { texts } = useApp();
  const propose = usePropose(expense);
  const undo = useUndo(expense);
  const take = useTake(expense);
  const other = useOtherActs(deciding);
  const approve = (): void => {
    // what a rule ends, and what is left to a person in figures, is proposed in full
    if (!preview || !['payable', 'reduced', 'refer'].includes(preview.outcome)) {
      deciding.openForm('approve');
      return;
    }
    void propose.send(
      {
        kind: 'approve',
        // the amount that was seen: should it have changed, nothing is approved unseen
        amount: preview.assessed,
        textJa: approvalText(texts.decisions, preview),
        ...(gates.given.length === 0 ? {} : { answers: gates.given }),
      },
      gates.sent,
    );
  };
  // which of them are in the bar changes; these stand behind its last button
  usePageActs(undo.can ? [] : other.list);
  const inReview = expense.state === 'in-review';
  const acts = useActs(deciding, { approve, pending: propose.pending, other: other.act });
  // who is asked for a signature gives it beside the claim, and that is the next act
  const next = useNext(deciding.neighbours, !standing(expense)?.ownSignature);
  const shown: readonly BarAct[] = undo.can
    ? [{ name: undo.can.name, press: 'u', pending: undo.can.pending, run: undo.can.run }, ...next]
    : take.can
      ? [
          { name: texts.decisions.take, press: 'Enter', isMain: true, pending: take.pending, run: take.run },
          ...other.act,
        ]
      : inReview
        ? acts
        : [...other.act, ...next];
  return (
    <DecisionBar label={texts.decisions.decide}>
      {inReview && !undo.can && !take.can && form === null && (
        <CoverageQuestion of={gates} reasons={expense.assessment.reasons} isMain />
      )}
      <ProblemNote error={(form === null ? propose.error : null) ?? undo.error ?? take.error} />
      <ActRow acts={shown} keys={form === null && !other.isOpen}>
        {undo.can ? (
          <Done of={undo.can} neighbours={deciding.neighbours} />
        ) : take.can ? (
          <Offered of={take.can} />
        ) : (
          <Said of={deciding} />
        )}
      </ActRow>
      <OtherActs of={expense} acts={other} />
    </DecisionBar>
  );
}

/** The acts of an expense in review, with what stands in the way of each. */
function useActs(
  { expense, preview, isNotReady, gates, form, openForm }: Deciding,
  { approve, pending, other }: { approve: () => void; pending: boolean; other: readonly BarAct[] },
): readonly BarAct[] {
  const { texts, format, say } = useApp();
  const t = texts.decisions;
  const hurdles = preview?.hurdles ?? [];
  const wait =
    preview === undefined
      ? isNotReady
        ? t.notReady
        : texts.common.loading
      : gates.open.length > 0
        ? t.gatesLeft(gates.open.length)
        : null;
  const ofPaying = wait ?? (gates.denied ? t.deniedOnly : hurdles[0] ? say(hurdles[0]) : null);
  const ofAll = hurdles.find(({ code }) => hurdlesOfAll.includes(code));
  const denies = gates.denied || preview?.outcome === 'not-payable';
  const isMain = form === null;
  return [
    {
      name: preview && !denies ? `${t.approve} ${format.yen(preview.assessed)}` : t.approve,
      press: t.approveKey,
      isMain: isMain && !denies,
      pending,
      why: ofPaying,
      run: approve,
    },
    { name: t.reduce, press: t.reduceKey, why: ofPaying, run: () => openForm('reduce') },
    {
      name: t.reject,
      press: t.rejectKey,
      isMain: isMain && denies,
      why: wait ?? (ofAll ? say(ofAll) : null),
      run: () => openForm('reject'),
    },
    ...(expense.state === 'in-review' ? [{ name: t.ask, press: t.askKey, run: () => openForm('ask') }] : []),
    ...other,
  ];
}

/** The way on, once there is nothing more to do here. */
function useNext({ next, goOn }: Neighbours, isMain: boolean): readonly BarAct[] {
  const t = useApp().texts.decisions;
  // j is heard by the list itself
  return next ? [{ name: t.next, cap: 'j', isMain, run: goOn }] : [];
}

/** Why nothing can be decided yet, or what an approval does. */
function Said({ of: { expense, preview, isNotReady, gates, done } }: { readonly of: Deciding }) {
  const { texts, format, say } = useApp();
  const t = texts.decisions;
  if (expense.state !== 'in-review')
    return (
      <>
        {done && <Status tone="good">{done}</Status>}
        <Status tone={toneOfExpense(expense.state)}>{say(expense.stateName)}</Status>
      </>
    );
  if (!preview) return isNotReady ? <Status tone="warn">{t.notReady}</Status> : <>{texts.common.loading}</>;
  const second = preview.needs.missing.length > 0;
  const [hurdle] = preview.hurdles;
  if (gates.open.length > 0)
    return (
      <>
        <span>{t.gatesLeft(gates.open.length)}</span>
        {second && <span className={style.hint}>{t.goesToSecond}</span>}
      </>
    );
  if (gates.denied) return <Status tone="warn">{t.deniedOnly}</Status>;
  if (hurdle)
    return (
      <>
        <Status tone="warn">{say(hurdle)}</Status>
        {preview.hurdles.length > 1 && <span className={style.hint}>{t.moreHurdles(preview.hurdles.length - 1)}</span>}
      </>
    );
  if (preview.outcome === 'not-payable') return <span>{say(preview)}</span>;
  return second ? (
    <Status tone="working">{t.goesToSecond}</Status>
  ) : (
    <Status tone="good">{t.paysNow(format.yen(preview.assessed))}</Status>
  );
}

/** What was done, and which expense is next. */
function Done({
  of: { said, waits },
  neighbours: { next },
}: {
  readonly of: { readonly said: string; readonly waits: boolean };
  readonly neighbours: Neighbours;
}) {
  const { texts } = useApp();
  const t = texts.decisions;
  return (
    <>
      <Status tone={waits ? 'waiting' : 'good'}>{said}</Status>
      {next && (
        <Link to="/expenses/$id" params={{ id: next.expenseId }} className={style.hint}>
          {t.nextIs(next.institutionName ?? texts.cases.notMatched, texts.expenses.lineNo(next.line))}
        </Link>
      )}
    </>
  );
}

function Offered({ of: item }: { readonly of: Detail['workItems'][number] }) {
  const { texts, format, say } = useApp();
  const t = texts.decisions;
  return (
    <>
      <Status tone={item.state === 'unassigned' ? 'warn' : 'working'}>
        {say({ textJa: item.stateJa, textEn: item.stateEn })}
      </Status>
      {item.lapsesAt && (
        <span className={style.hint}>
          {t.lapses} {format.moment(item.lapsesAt)}
        </span>
      )}
    </>
  );
}
