import type { Schemas } from '../api/api.js';
import { yen } from '#kernel';
import { useRead } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { ProblemNote } from '../ui/problem.js';
import { RangeStrip } from '../ui/range-strip.js';
import { SumSteps } from '../ui/sum-steps.js';
import { Block } from '../ui/work-frame.js';
import style from '../ui/ui.module.css';

type Compared = NonNullable<Schemas['ComparableCostsDto']['compared']>;

/** States in which somebody still decides what is due; after that the range says nothing to anybody. */
const undecided = ['submitted', 'routed', 'in-review', 'information-requested', 'proposed', 'appealed'];

/** What was recognised of comparable costs, read beside the page; nothing where the line compares with none. */
export function ComparableCosts({ of: expense }: { readonly of: Schemas['ExpenseDetailDto'] }) {
  const { texts, format, say } = useApp();
  const t = texts.comparable;
  const enabled = undecided.includes(expense.state);
  const { data, error } = useRead('/expenses/{id}/comparable-costs', { path: { id: expense.id } }, { enabled });
  if (!enabled || (!data?.compared && !error)) return null;
  const compared = data?.compared;
  return (
    <Block
      title={t.title}
      aside={
        compared && t.of(say({ textJa: compared.peersJa, textEn: compared.peersEn }), format.count(compared.lines))
      }
    >
      {error ? <ProblemNote error={error} /> : null}
      {compared?.range ? (
        <Range of={compared} range={compared.range} />
      ) : (
        compared && <p>{t.tooFew(format.count(compared.lines))}</p>
      )}
    </Block>
  );
}

function Range({ of, range }: { readonly of: Compared; readonly range: NonNullable<Compared['range']> }) {
  const { texts, format, say } = useApp();
  const t = texts.comparable;
  const { own, lines, institutions, since, newest, everySizeJa, everySizeEn } = of;
  const written = {
    smallest: format.yen(range.smallest),
    lower: format.yen(range.lowerQuartile),
    median: format.yen(range.median),
    upper: format.yen(range.upperQuartile),
    largest: format.yen(range.largest),
    own: format.yen(own),
    lines: format.count(lines),
    below: of.below === null ? '' : format.count(of.below),
  };
  return (
    <>
      <RangeStrip
        of={range}
        mark={{ at: own, written: t.own(written.own) }}
        write={(figure) => format.yen(yen(figure))}
        label={t.picture(written)}
      />
      <p className={style.hint}>{t.summary(written.median, written.lower, written.upper)}</p>
      <details>
        <summary>{t.details}</summary>
        <SumSteps
          label={t.title}
          of={[
            ...(['smallest', 'lowerQuartile', 'median', 'upperQuartile', 'largest'] as const).map((key) => ({
              key,
              name: t[key],
              figure: format.yen(range[key]),
            })),
            { key: 'own', name: t.ownRow, figure: written.own, weight: 'result' as const },
          ]}
        />
        {everySizeJa && everySizeEn && <p>{say({ textJa: everySizeJa, textEn: everySizeEn })}</p>}
        <p>
          {t.method({
            since: format.day(since),
            newest: format.count(newest),
            peers: say({ textJa: of.peersJa, textEn: of.peersEn }),
            lines: written.lines,
            institutions: format.count(institutions),
          })}
        </p>
      </details>
    </>
  );
}
