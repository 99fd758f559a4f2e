import type { ReactNode } from 'react';
import type { Schemas } from '../api/api.js';
import { Reasons } from '../expenses/reasons.js';
import { useApp } from '../text/use-text.js';
import { Status } from '../ui/status.js';
import style from '../ui/ui.module.css';
import { Block, Folded } from '../ui/work-frame.js';
import { AssessmentSum } from './assessment-sum.js';
import { LimitsAfter } from './limits-after.js';

type Preview = Schemas['DecisionPreviewDto'];

/** What an approval would come to now: the steps, what it leaves of each limit, and who else signs, and why. */
export function Assessed({
  of: preview,
  expense: { assessment },
  limits,
  children,
}: {
  readonly of: Preview;
  readonly expense: Schemas['ExpenseDetailDto'];
  readonly limits: readonly Schemas['LimitDto'][] | null | undefined;
  /** What was answered already. */
  readonly children: ReactNode;
}) {
  const { texts, say } = useApp();
  const t = texts.decisions;
  // what is asked stands with its reason where it is answered
  const others = assessment.reasons.filter(({ code }) => !preview.questions.some((asked) => asked.code === code));
  return (
    <>
      <AssessmentSum
        claimed={preview.claimed}
        steps={preview.steps}
        less={preview.approvedBefore}
        end={{ name: t.assessedNow, yen: preview.assessed }}
      />
      <Months of={preview.months} />
      <Reasons of={others} />
      {children}
      <Block title={t.limitsAfter}>
        <LimitsAfter of={preview.limits} standing={limits} />
      </Block>
      <Signatures of={preview} />
      <Folded title={t.toInstitution}>
        <p>{say(preview)}</p>
        <p>{say(assessment)}</p>
      </Folded>
    </>
  );
}

/** Whose signatures an approval needs, and why; what stands in its way, whoever signs. */
function Signatures({ of: { hurdles, needs } }: { readonly of: Preview }) {
  const { texts, format, say } = useApp();
  const t = texts.decisions;
  return (
    <Block
      title={t.signing}
      aside={
        hurdles.length > 0 ? (
          <Status tone="warn">{t.hurdles}</Status>
        ) : needs.missing.length === 0 ? (
          <Status tone="good">{t.signOwn}</Status>
        ) : (
          <Status tone="working">{t.signNeeded}</Status>
        )
      }
    >
      <ul className={`${style.plainList} ${style.hint}`}>
        {[...hurdles, ...needs.missing, ...needs.because].map((text) => (
          <li key={text.textJa}>{say(text)}</li>
        ))}
        <li>{t.runningTotal(format.yen(needs.totalYen))}</li>
      </ul>
    </Block>
  );
}

/** The months that a statement of business interruption decides, each with its part. */
function Months({ of: months }: { readonly of: Preview['months'] }) {
  const { texts, format } = useApp();
  const t = texts.decisions;
  if (months.length === 0) return null;
  return (
    <Block title={t.months}>
      <ul className={style.plainList}>
        {months.map(({ expenseId, line, engine, part }) => (
          <li key={expenseId}>{t.monthPart(texts.expenses.lineNo(line), format.yen(engine), format.yen(part))}</li>
        ))}
      </ul>
    </Block>
  );
}
