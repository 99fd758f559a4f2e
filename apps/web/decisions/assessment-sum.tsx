import type { Schemas } from '../api/api.js';
import { yen } from '#kernel';
import { Steps } from '../expenses/assessment-steps.js';
import { useApp } from '../text/use-text.js';
import { SumSteps, type SumStep } from '../ui/sum-steps.js';

/** Steps behind which stands what can be paid at all; these are of the deductible and of limits. */
const ofLimits = ['deductible', 'sub-limit', 'aggregate-limit'];

type Step = Schemas['AssessmentStepDto'];

/**
 * From what is claimed to what is paid, a step a row. `less`: what was approved before for the same. Where an amount is
 * of several lines together, the steps of this one do not add up to it: they stand by themselves then.
 */
export function AssessmentSum({
  claimed,
  steps,
  less,
  end,
  decided,
}: {
  readonly claimed: number;
  readonly steps: readonly Step[];
  readonly less: number;
  readonly end: { readonly name: string; readonly yen: number };
  /** What was decided, where that is known: the sum ends with it. `name`: what was done to what was assessed. */
  readonly decided?: { readonly name: string; readonly yen: number };
}) {
  const { texts, format } = useApp();
  const [t, d] = [texts.expenses, texts.decisions];
  const rows = useStepRows(steps);
  const lowered = steps.reduce((total, { before, after }) => total + before - after, 0);
  const addsUp = (steps[0]?.before ?? claimed) === claimed && claimed - lowered - less === end.yen;
  const all: SumStep[] = [
    { key: 'claimed', name: t.claimed, figure: format.amount(yen(claimed)) },
    ...(addsUp ? rows : []),
    ...(less > 0
      ? [{ key: 'less', name: d.approvedBefore, figure: `${addsUp ? '△' : ''}${format.amount(yen(less))}` }]
      : []),
    ...(decided
      ? [
          { key: 'assessed', name: end.name, figure: format.amount(yen(end.yen)), weight: 'result' as const },
          ...(decided.yen < end.yen
            ? [{ key: 'off', name: decided.name, figure: `△${format.amount(yen(end.yen - decided.yen))}` }]
            : []),
        ]
      : []),
    {
      key: 'end',
      name: decided ? d.decidedAmount : end.name,
      figure: format.yen(yen((decided ?? end).yen)),
      weight: 'end',
    },
  ];
  return (
    <>
      <SumSteps of={all} label={t.steps} />
      {!addsUp && <Steps of={steps} />}
    </>
  );
}

function useStepRows(steps: readonly Step[]): readonly SumStep[] {
  const { texts, format, say } = useApp();
  const d = texts.decisions;
  const at = steps.findIndex(({ code }) => ofLimits.includes(code));
  return steps.flatMap((step, no) => [
    ...(no === at && at > 0
      ? [
          {
            key: 'indemnifiable',
            name: d.indemnifiable,
            figure: format.amount(yen(step.before)),
            weight: 'result' as const,
          },
        ]
      : []),
    {
      key: `${step.code} ${step.before}`,
      name: d.stepNames[step.code] ?? texts.expenses.reasons,
      note: say(step),
      figure: `△${format.amount(yen(step.before - step.after))}`,
    },
  ]);
}
