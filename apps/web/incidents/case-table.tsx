import { Link } from '@tanstack/react-router';
import type { Schemas } from '../api/api.js';
import { useListColumns } from '../lists/use-list-columns.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { Countdown } from '../ui/countdown.js';
import type { Column } from '../ui/list/columns.js';
import { List, type ListProps } from '../ui/list/list.js';
import type { Grouped } from '../ui/list/use-groups.js';
import { Facts } from '../ui/page.js';
import { Status, toneOfCase, toneOfCoverage, toneOfSeverity, toneOfSupport } from '../ui/status.js';
import style from '../ui/ui.module.css';
import { CallBackButton } from './call-back.js';

export type Line = Schemas['IncidentLineDto'];
type CaseColumn = Column<Line>;

/** Cases with what is next, how long the promise still holds, and who has them. */
export function CaseTable({
  of: grouped,
  inside,
  ofView,
  sort,
}: {
  readonly of: Grouped<Line>;
  readonly inside: boolean;
  /** The columns of the view with a name that is open. */
  readonly ofView?: readonly string[] | null | undefined;
  readonly sort?: ListProps<Line>['sort'];
}) {
  const { texts } = useApp();
  const own = useOwnColumns();
  const insurers = useListColumns('cases', useInsurerColumns(), ofView);
  return (
    <List
      label={texts.shell.cases}
      columns={inside ? insurers : own}
      {...grouped}
      keyOf={({ id }) => id}
      nameOf={({ caseNumber }) => caseNumber}
      {...(sort ? { sort } : {})}
      {...(inside ? { peek: (line: Line) => <CasePeek of={line} /> } : {})}
    />
  );
}

function useSharedColumns() {
  const { texts, format, say } = useApp();
  const t = texts.cases;
  return {
    number: {
      key: 'number',
      name: t.caseNumber,
      width: 192,
      cell: (line) => (
        <Link to="/cases/$id" params={{ id: line.id }} data-row>
          {line.caseNumber}
        </Link>
      ),
    },
    institution: {
      key: 'institution',
      name: t.institution,
      cell: (line) => (
        <>
          {line.institutionName ?? t.notMatched}
          {line.happened && <span className={style.hint}>　{line.happened}</span>}
        </>
      ),
      whole: (line) => [line.institutionName ?? t.notMatched, line.happened].filter(Boolean).join('　'),
    },
    state: {
      key: 'state',
      name: t.state,
      width: 140,
      cell: (line) => (
        <Status tone={toneOfCase(line.state)}>{say({ textJa: line.stateJa, textEn: line.stateEn })}</Status>
      ),
    },
    phases: {
      key: 'phases',
      name: t.phases,
      width: 120,
      givesWay: true,
      cell: (line) => phasesOf(line, t.words.phase) || '－',
      whole: (line) => phasesOf(line, t.words.phase),
    },
    coverage: {
      key: 'coverage',
      name: t.coverageOutlook,
      width: 176,
      cell: (line) => (
        <Status tone={toneOfCoverage(line.coverageOutlook)}>{t.words.coverageOutlook[line.coverageOutlook]}</Status>
      ),
    },
    support: {
      key: 'support',
      name: t.supportOutlook,
      width: 200,
      givesWay: true,
      cell: (line) => (
        <Status tone={toneOfSupport(line.supportOutlook)}>{t.words.supportOutlook[line.supportOutlook]}</Status>
      ),
    },
    reported: {
      key: 'reported',
      sort: 'reported',
      name: t.reportedAt,
      width: 136,
      cell: (line) => <time dateTime={line.reportedAt}>{format.moment(line.reportedAt)}</time>,
    },
  } satisfies Record<string, CaseColumn>;
}

const phasesOf = ({ phases }: Line, words: Readonly<Record<string, string>>): string =>
  phases.map((phase) => words[phase] ?? '').join('、');

/** What an institution reads of its own cases. */
function useOwnColumns(): readonly CaseColumn[] {
  const { number, institution, state, phases, coverage, support, reported } = useSharedColumns();
  return [
    number,
    institution,
    state,
    { ...phases, givesWay: false },
    coverage,
    { ...support, givesWay: false },
    reported,
  ];
}

function useInsurerColumns(): readonly CaseColumn[] {
  const { texts, format, say } = useApp();
  const t = texts.cases;
  const shared = useSharedColumns();
  const callsBack = useUser().roles.includes('support');
  const severity: CaseColumn = {
    key: 'severity',
    name: t.severity,
    width: 96,
    cell: (line) => <Severity of={line} />,
  };
  return [
    { key: 'left', name: t.timeLeft, width: 120, cell: (line) => <TimeLeft of={line} /> },
    shared.number,
    shared.institution,
    severity,
    shared.state,
    shared.phases,
    shared.coverage,
    // the desk sends help, who assesses looks at the limit
    { ...shared.support, givesWay: !callsBack },
    {
      key: 'next',
      name: t.nextAct,
      width: 168,
      cell: (line) =>
        callsBack && ['call-back', 'triage'].includes(line.nextAct?.code ?? '') && line.nextAct?.by ? (
          <CallBackButton caseId={line.id} compact />
        ) : line.nextAct ? (
          say(line.nextAct)
        ) : (
          '－'
        ),
      whole: (line) => (line.nextAct ? say(line.nextAct) : undefined),
    },
    { key: 'owner', name: t.owner, width: 112, givesWay: true, cell: (line) => line.ownerName ?? '－' },
    {
      key: 'limit',
      name: texts.list.yenUnit(t.limitLeftShort),
      width: 136,
      numeric: true,
      givesWay: callsBack,
      cell: (line) => (line.limitLeft === null ? '－' : format.amount(line.limitLeft)),
    },
    { ...shared.reported, givesWay: true },
  ];
}

function TimeLeft({ of: { nextAct, reportedAt } }: { readonly of: Line }) {
  if (!nextAct?.by) return '－';
  return <Countdown to={nextAct.by} from={nextAct.code === 'call-back' ? reportedAt : null} />;
}

function Severity({ of: line }: { readonly of: Line }) {
  const t = useApp().texts.cases;
  if (line.severity) return <Status tone={toneOfSeverity(line.severity)}>{t.words.severity[line.severity]}</Status>;
  if (!line.proposedSeverity) return '－';
  return <span className={style.hint}>{t.proposed(t.words.severity[line.proposedSeverity])}</span>;
}

/** A case beside its list: all that its line has to cut. */
function CasePeek({ of: line }: { readonly of: Line }) {
  const { texts, format, say } = useApp();
  const t = texts.cases;
  const { number, state, phases, coverage, support, reported } = useSharedColumns();
  return (
    <>
      <h2 className={style.sub}>{line.institutionName ?? t.notMatched}</h2>
      <p>{number.cell(line)}</p>
      {line.happened && <p>{line.happened}</p>}
      {line.careImpact.map((effect) => (
        <p key={effect}>
          <Status tone="warn">{t.careWords[effect]}</Status>
        </p>
      ))}
      <Facts
        of={[
          [t.timeLeft, <TimeLeft of={line} />],
          [t.nextAct, line.nextAct && say(line.nextAct)],
          [t.severity, <Severity of={line} />],
          ...[state, phases, coverage, support].map(({ name, cell }) => [name, cell(line)] as const),
          [t.owner, line.ownerName],
          [t.limitLeft, line.limitLeft === null ? null : format.yen(line.limitLeft)],
          [reported.name, reported.cell(line)],
        ]}
      />
    </>
  );
}
