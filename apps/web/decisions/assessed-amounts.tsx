import type { Schemas } from '../api/api.js';
import { Reasons } from '../expenses/reasons.js';
import { Steps } from '../expenses/assessment-steps.js';
import { useApp } from '../text/use-text.js';
import { Status } from '../ui/status.js';
import style from '../ui/ui.module.css';
import { LimitsAfter } from './limits-after.js';

type Preview = Schemas['DecisionPreviewDto'];

/** What an approval would come to now: the steps, what it leaves of each limit, and who else signs, and why. */
export function Assessed({
  of: preview,
  expense: { assessment },
}: {
  readonly of: Preview;
  readonly expense: Schemas['ExpenseDetailDto'];
}) {
  const { texts, format, say } = useApp();
  const t = texts.decisions;
  return (
    <>
      <p>
        {t.assessedNow}：<strong>{format.yen(preview.assessed)}</strong>
        {preview.approvedBefore > 0 ? `（${t.approvedBefore} ${format.yen(preview.approvedBefore)}）` : ''}
      </p>
      <p>{say(preview)}</p>
      <Steps of={preview.steps} />
      <Months of={preview.months} />
      <Reasons of={assessment.reasons} />
      <LimitsAfter of={preview.limits} />
      <h3 className={style.sub}>{t.toInstitution}</h3>
      <p>{say(assessment)}</p>
      <h3 className={style.sub}>{t.signatures}</h3>
      <p>
        {preview.hurdles.length > 0 ? (
          <Status tone="warn">{t.hurdles}</Status>
        ) : preview.needs.missing.length === 0 ? (
          <Status tone="good">{t.signOwn}</Status>
        ) : (
          <Status tone="warn">{t.signNeeded}</Status>
        )}
      </p>
      <ul>
        {[...preview.hurdles, ...preview.needs.missing, ...preview.needs.because].map((text) => (
          <li key={text.textJa}>{say(text)}</li>
        ))}
        <li>{t.runningTotal(format.yen(preview.needs.totalYen))}</li>
      </ul>
    </>
  );
}

/** The months that a statement of business interruption decides, each with its part. */
function Months({ of: months }: { readonly of: Preview['months'] }) {
  const { texts, format } = useApp();
  const t = texts.decisions;
  if (months.length === 0) return null;
  return (
    <>
      <h3 className={style.sub}>{t.months}</h3>
      <ul>
        {months.map(({ expenseId, line, engine, part }) => (
          <li key={expenseId}>{t.monthPart(texts.expenses.lineNo(line), format.yen(engine), format.yen(part))}</li>
        ))}
      </ul>
    </>
  );
}
