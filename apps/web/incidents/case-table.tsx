import { Link } from '@tanstack/react-router';
import type { Schemas } from '../api/api.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { Countdown } from '../ui/countdown.js';
import { Status, toneOfCase, toneOfCoverage, toneOfSeverity, toneOfSupport } from '../ui/status.js';
import style from '../ui/ui.module.css';
import { useRowKeys } from '../ui/use-row-keys.js';
import { CallBackButton } from './call-back.js';

type Line = Schemas['IncidentLineDto'];

/** Cases with what is next, how long the promise still holds, and who has them. */
export function CaseTable({ of: cases, inside }: { readonly of: readonly Line[]; readonly inside: boolean }) {
  const t = useApp().texts.cases;
  useRowKeys();
  return (
    <>
      <table className={`${style.table} ${style.cards}`}>
        <thead>
          <tr>
            {inside && <th scope="col">{t.timeLeft}</th>}
            <th scope="col">{t.caseNumber}</th>
            {inside && <th scope="col">{t.severity}</th>}
            <th scope="col">{t.institution}</th>
            <th scope="col">{t.state}</th>
            <th scope="col">{t.phases}</th>
            <th scope="col">{t.outlooks}</th>
            {inside && <th scope="col">{t.nextAct}</th>}
            {inside && <th scope="col">{t.owner}</th>}
            {inside && <th scope="col">{t.limitLeft}</th>}
            <th scope="col">{t.reportedAt}</th>
          </tr>
        </thead>
        <tbody>
          {cases.map((line) => (
            <Row key={line.id} of={line} inside={inside} />
          ))}
        </tbody>
      </table>
      <p className={`${style.hint} no-print`}>{t.keysHint}</p>
    </>
  );
}

function Row({ of: line, inside }: { readonly of: Line; readonly inside: boolean }) {
  const { texts, format, say } = useApp();
  const t = texts.cases;
  const callsBack = useUser().roles.includes('support');
  return (
    <tr>
      {inside && (
        <td data-label={t.timeLeft} className={style.nowrap}>
          {line.nextAct?.by ? <Countdown to={line.nextAct.by} /> : '－'}
        </td>
      )}
      <td data-label={t.caseNumber} className={style.nowrap}>
        <Link to="/cases/$id" params={{ id: line.id }} data-row>
          {line.caseNumber}
        </Link>
      </td>
      {inside && (
        <td data-label={t.severity}>
          {line.severity ? (
            <Status tone={toneOfSeverity(line.severity)}>{t.words.severity[line.severity]}</Status>
          ) : line.proposedSeverity ? (
            <span className={style.hint}>{t.proposed(t.words.severity[line.proposedSeverity])}</span>
          ) : (
            '－'
          )}
        </td>
      )}
      <td data-label={t.institution}>
        {line.institutionName ?? t.notMatched}
        {line.happened && (
          <>
            <br />
            <span className={style.hint}>{line.happened}</span>
          </>
        )}
        {line.careImpact.map((effect) => (
          <div key={effect}>
            <Status tone="warn">{t.careWords[effect]}</Status>
          </div>
        ))}
      </td>
      <td data-label={t.state}>
        <Status tone={toneOfCase(line.state)}>{say({ textJa: line.stateJa, textEn: line.stateEn })}</Status>
      </td>
      <td data-label={t.phases}>
        {line.phases.map((phase) => t.words.phase[phase as keyof typeof t.words.phase]).join('、') || '－'}
      </td>
      <Outlooks of={line} />
      {inside && (
        <td data-label={t.nextAct}>
          {line.nextAct ? say(line.nextAct) : '－'}
          {callsBack && ['call-back', 'triage'].includes(line.nextAct?.code ?? '') && line.nextAct?.by && (
            <>
              <br />
              <CallBackButton caseId={line.id} compact />
            </>
          )}
        </td>
      )}
      {inside && <td data-label={t.owner}>{line.ownerName ?? '－'}</td>}
      {inside && (
        <td data-label={t.limitLeft} className={style.number}>
          {line.limitLeft === null ? '－' : format.yen(line.limitLeft)}
        </td>
      )}
      <td data-label={t.reportedAt} className={style.nowrap}>
        <time dateTime={line.reportedAt}>{format.moment(line.reportedAt)}</time>
      </td>
    </tr>
  );
}

/** Whether it looks covered, and whether emergency support looks possible. */
function Outlooks({ of: line }: { readonly of: Line }) {
  const t = useApp().texts.cases;
  return (
    <td data-label={t.outlooks}>
      <span className={style.hint}>{t.coverageOutlook}</span>
      <br />
      <Status tone={toneOfCoverage(line.coverageOutlook)}>{t.words.coverageOutlook[line.coverageOutlook]}</Status>
      <br />
      <span className={style.hint}>{t.supportOutlook}</span>
      <br />
      <Status tone={toneOfSupport(line.supportOutlook)}>{t.words.supportOutlook[line.supportOutlook]}</Status>
    </td>
  );
}
