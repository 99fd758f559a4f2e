import type { Schemas } from '../api/api.js';
import { yen } from '#kernel';
import { useApp } from '../text/use-text.js';
import { LimitMeter } from '../ui/limit-meter.js';
import style from './limits-after.module.css';

type LimitAfter = Schemas['LimitAfterDto'];

/**
 * Every limit, and the deductible, before and after: what the ledger would post. `standing`: the limits as the case has
 * them now, for a picture of the one that the decision lowers first.
 */
export function LimitsAfter({
  of: limits,
  standing,
  after,
}: {
  readonly of: readonly LimitAfter[];
  readonly standing?: readonly Schemas['LimitDto'][] | null | undefined;
  /** After what, where it is no decision. */
  readonly after?: string;
}) {
  const { texts, format, say } = useApp();
  const t = texts.decisions;
  const shown = limits.filter(({ bucket, limit }) => bucket !== 'deductible' || limit > 0);
  if (shown.length === 0) return null;
  const lowered = shown.find(
    ({ bucket, remaining, remainingAfter }) => bucket !== 'deductible' && remainingAfter < remaining,
  );
  const now = standing?.find(({ bucket }) => bucket === lowered?.bucket);
  return (
    <>
      {lowered && now && <Meter of={lowered} now={now} />}
      <table className={style.after}>
        <caption className="visually-hidden">{t.limitsAfter}</caption>
        <thead>
          <tr>
            <th scope="col">{t.inYen}</th>
            <th scope="col">{t.before}</th>
            <th scope="col">{after ?? t.after}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ bucket, nameJa, nameEn, remaining, remainingAfter }) => (
            <tr key={bucket}>
              <th scope="row">{t.shortLimits[bucket] ?? say({ textJa: nameJa, textEn: nameEn })}</th>
              <td>{format.amount(remaining)}</td>
              <td>{format.amount(remainingAfter)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** The limit with what this decision would take of it; the deductible is no limit, and is never drawn. */
function Meter({
  of: { nameJa, nameEn, limit, remaining, remainingAfter },
  now: { paid, held },
}: {
  readonly of: LimitAfter;
  readonly now: Schemas['LimitDto'];
}) {
  const { texts, format, say } = useApp();
  const t = texts.decisions;
  const words = texts.cases.limitWords;
  const taken = yen(remaining - remainingAfter);
  const parts = [
    ['paid', paid, words.paid],
    ['held', held, words.held],
    ['asked', taken, t.thisDecision],
  ] as const;
  return (
    <LimitMeter
      limit={limit}
      parts={parts.filter(([, amount]) => amount > 0).map(([kind, amount, word]) => ({ kind, yen: amount, word }))}
      rest={words.remaining}
      label={t.meter({
        limit: `${say({ textJa: nameJa, textEn: nameEn })} ${format.yen(limit)}`,
        paid: format.yen(paid),
        held: format.yen(held),
        taken: format.yen(taken),
        left: format.yen(remainingAfter),
      })}
    />
  );
}
