import { Link } from '@tanstack/react-router';
import type { Schemas } from '../api/api.js';
import { useRead } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { Section } from '../ui/page.js';
import { Shown } from '../ui/shown.js';
import { Status } from '../ui/status.js';
import { SumSteps, type SumStep } from '../ui/sum-steps.js';
import style from '../ui/ui.module.css';
import { LimitsAfter } from './limits-after.js';
import { inReview, MonthGrid } from './month-grid.js';
import own from './month-grid.module.css';
import { ProposeStatement } from './propose-statement.js';

type Preview = Schemas['StatementPreviewDto'];

/**
 * Business interruption of a case: its months with their corrections, what the next statement comes to, step by step,
 * and the statements so far.
 */
export function InterruptionPart({ of: incident }: { readonly of: Schemas['CaseDto'] }) {
  const { texts } = useApp();
  const t = texts.interruption;
  const path = { id: incident.id };
  const known = useRead('/incidents/{id}/statement-months', { path });
  const decides = useUser().roles.some((role) => role === 'adjuster' || role === 'senior-adjuster');
  const waits = known.data ? inReview(known.data.months) : 0;
  const preview = useRead('/incidents/{id}/statement-preview', { path }, { enabled: decides && waits > 0 });
  const engine = new Map(preview.data?.lines.filter(({ isNew }) => isNew).map((line) => [line.expenseId, line.engine]));
  return (
    <Shown of={known}>
      {({ months, statements }) => (
        <>
          <Section title={t.now}>
            {waits === 0 ? (
              <p>{t.noMonthInReview}</p>
            ) : (
              <>
                {!decides && <p>{t.onlyAdjusters}</p>}
                {decides && (
                  <Shown of={preview}>
                    {(now) => (
                      <NextStatement
                        of={now}
                        again={async () => (await preview.refetch()).data}
                        caseId={incident.id}
                        limits={incident.limits}
                      />
                    )}
                  </Shown>
                )}
              </>
            )}
          </Section>
          <Section title={t.months}>
            <p className={style.hint}>{t.lead}</p>
            <MonthGrid of={months} engine={waits > 0 ? engine : new Map()} />
          </Section>
          <Section title={t.made}>
            {statements.length === 0 ? <p>{t.noneMade}</p> : <StatementsMade of={statements} />}
          </Section>
        </>
      )}
    </Shown>
  );
}

/** What the next statement comes to, as the server computed it, and its proposal. */
function NextStatement({
  of: preview,
  again,
  caseId,
  limits,
}: {
  readonly of: Preview;
  /** Reads it again. */
  readonly again: () => Promise<Preview | undefined>;
  readonly caseId: string;
  readonly limits: Schemas['CaseDto']['limits'];
}) {
  const { texts, format, say, language } = useApp();
  const t = texts.interruption;
  const d = texts.decisions;
  const steps = useSteps(preview);
  return (
    <div className={style.grid}>
      <div>
        <SumSteps of={steps} label={t.steps} />
        <p className={style.hint}>
          {t.ofMonths(
            preview.lines
              .filter(({ isNew }) => isNew)
              .map(({ line, engine, part }) =>
                d.monthPart(texts.expenses.lineNo(line), format.yen(engine), format.yen(part)),
              )
              .join(language === 'ja' ? '、' : ', '),
          )}
        </p>
      </div>
      <div>
        <h3 className={style.sub}>{d.limitsAfter}</h3>
        <LimitsAfter of={preview.limits} standing={limits} />
        <p>
          {preview.hurdles.length > 0 ? (
            <Status tone="warn">{d.hurdles}</Status>
          ) : !preview.mayPropose ? (
            t.notYours
          ) : preview.needs.missing.length === 0 ? (
            <Status tone="good">{d.signOwn}</Status>
          ) : (
            <Status tone="working">{d.signNeeded}</Status>
          )}
        </p>
        <ul className={`${style.plainList} ${style.hint}`}>
          {[...preview.hurdles, ...preview.needs.missing, ...preview.needs.because].map((text) => (
            <li key={text.textJa}>{say(text)}</li>
          ))}
        </ul>
        <ProposeStatement of={preview} again={again} caseId={caseId} />
      </div>
    </div>
  );
}

function useSteps(preview: Preview): readonly SumStep[] {
  const { texts, format } = useApp();
  const [t, d] = [texts.interruption, texts.decisions];
  const less = (amount: Preview['total']): string => `△${format.amount(amount)}`;
  const isBack = preview.comesBack > 0;
  return [
    { key: 'engine', name: t.engine, figure: format.amount(preview.engine) },
    ...(preview.reduced > 0 ? [{ key: 'reduced', name: t.reducedBefore, figure: less(preview.reduced) }] : []),
    { key: 'total', name: t.total, figure: format.amount(preview.total), weight: 'result' as const },
    ...(preview.notDemanded > 0
      ? [{ key: 'stays', name: d.statement.notDemanded, figure: format.amount(preview.notDemanded) }]
      : []),
    { key: 'before', name: t.before, figure: less(preview.before) },
    ...(preview.beyondLimit > 0
      ? [
          {
            key: 'limit',
            name: t.beyondLimit,
            note: t.beyondLimitNote(format.yen(preview.left)),
            figure: less(preview.beyondLimit),
          },
        ]
      : []),
    {
      key: 'end',
      name: isBack ? t.comesBack : t.pays,
      figure: format.yen(isBack ? preview.comesBack : preview.pays),
      weight: 'end' as const,
    },
  ];
}

/** Statements that stand or wait for a signature, each with the figures it was proposed with. */
function StatementsMade({ of: statements }: { readonly of: readonly Schemas['MadeStatementDto'][] }) {
  const { texts, format } = useApp();
  const t = texts.interruption;
  const { columns } = t;
  const amounts = [columns.total, columns.before, columns.amount, columns.back].map(texts.list.yenUnit);
  return (
    // what scrolls can be scrolled by its keys
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={style.scroll} role="region" aria-label={t.made} tabIndex={0}>
      <table className={own.grid} aria-label={t.made}>
        <thead>
          <tr>
            <th scope="col">{columns.day}</th>
            <th scope="col">{columns.line}</th>
            {amounts.map((name) => (
              <th key={name} scope="col" className={style.number}>
                {name}
              </th>
            ))}
            <th scope="col">{columns.by}</th>
            <th scope="col">{columns.state}</th>
          </tr>
        </thead>
        <tbody>
          {statements.map((made) => (
            <tr key={made.decisionId}>
              <td>{format.day(made.proposedAt)}</td>
              <td>
                <Link to="/expenses/$id" params={{ id: made.expenseId }}>
                  {texts.expenses.lineNo(made.line)}
                </Link>
              </td>
              {[made.total, made.before, made.amount, made.comesBack].map((amount, at) => (
                <td key={amounts[at]} className={style.number}>
                  {format.amount(amount)}
                </td>
              ))}
              <td>{made.proposedByName}</td>
              <td>
                <Status tone={made.state === 'open' ? 'waiting' : 'good'}>{t.states[made.state]}</Status>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
