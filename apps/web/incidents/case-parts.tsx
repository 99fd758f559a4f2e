import { Link } from '@tanstack/react-router';
import type { Schemas } from '../api/api.js';
import { useList } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { Limits } from '../ui/limits.js';
import { Facts, More, Section, Shown } from '../ui/page.js';
import { Status, toneOfCoverage } from '../ui/status.js';
import { Telephone } from '../ui/telephone.js';
import style from '../ui/ui.module.css';

type Case = Schemas['CaseDto'];
const phases = ['suspicion', 'investigation', 'apology', 'recovery', 'liability'] as const;

/** The five phases of the product and where the case is in them. */
export function Phases({ of: { phases: states } }: { readonly of: Case }) {
  const { texts } = useApp();
  const { words, whereWeAre } = texts.cases;
  return (
    <Section title={whereWeAre}>
      <ol className={style.phases}>
        {phases.map((phase) => (
          <li key={phase} data-state={states[phase]} aria-current={states[phase] === 'active' ? 'step' : undefined}>
            <strong>{words.phase[phase]}</strong>
            <br />
            <Status tone={states[phase] === 'active' ? 'info' : states[phase] === 'done' ? 'good' : 'plain'}>
              {words.phaseState[states[phase] as keyof typeof words.phaseState]}
            </Status>
          </li>
        ))}
      </ol>
    </Section>
  );
}

/** The coverage outlook with its reasons; emergency support has its own part. */
export function CoverageOutlook({ of: { coverageOutlook, coverageOutlookReasons } }: { readonly of: Case }) {
  const { texts, say } = useApp();
  return (
    <Section title={texts.cases.coverageOutlook}>
      <p>
        <Status tone={toneOfCoverage(coverageOutlook)}>{texts.cases.words.coverageOutlook[coverageOutlook]}</Status>
      </p>
      {coverageOutlookReasons.length > 0 && (
        <ul>
          {coverageOutlookReasons.map((reason) => (
            <li key={reason.textJa}>{say(reason)}</li>
          ))}
        </ul>
      )}
    </Section>
  );
}

/** What is known of the incident. */
export function IncidentFacts({ of: incident }: { readonly of: Case }) {
  const { texts, format, language } = useApp();
  const t = texts.cases;
  const { facts } = incident;
  const care = facts.careImpact;
  const effects = (['emergencyStopped', 'outpatientsStopped', 'paperCharts'] as const).filter(
    (effect) => care?.[effect],
  );
  const yesNo = (value: boolean | null | undefined): string | null =>
    value === null || value === undefined ? null : value ? texts.common.yes : texts.common.no;
  return (
    <Section title={t.facts}>
      <Facts
        of={[
          [t.description, incident.description],
          [t.reporter, incident.reporter.name],
          [t.phone, <Telephone number={incident.reporter.phone} />],
          [t.institutionReference, facts.institutionReference],
          [t.cause, facts.cause && t.words.cause[facts.cause]],
          [t.attackConfirmed, yesNo(facts.attackConfirmed)],
          [t.country, facts.country && new Intl.DisplayNames([language], { type: 'region' }).of(facts.country)],
          [t.domesticEffect, yesNo(facts.domesticEffect)],
          [t.occurredAt, facts.occurredAt && format.moment(facts.occurredAt)],
          [t.discoveredAt, facts.discoveredAt && format.moment(facts.discoveredAt)],
          [t.leakKind, facts.leakKind && t.words.leakKind[facts.leakKind]],
          [t.premises, facts.premises && t.words.premises[facts.premises]],
          [t.perpetrator, facts.perpetrator && t.words.perpetrator[facts.perpetrator]],
          [
            t.careImpact,
            effects.length > 0
              ? effects.map((effect) => t.careWords[effect]).join('、')
              : care && Object.values(care).every((value) => value === false)
                ? t.careNone
                : null,
          ],
          [t.affectedPersons, facts.affectedPersons != null ? t.persons(format.count(facts.affectedPersons)) : null],
          [t.dataKinds, facts.dataKinds?.join('、')],
          [t.involvedVendors, facts.involvedVendors?.join('、')],
          [t.channel, t.words.channel[incident.channel as keyof typeof t.words.channel]],
          [t.reportedAt, format.moment(incident.reportedAt)],
        ]}
      />
      {incident.flags.length > 0 && <Flags of={incident.flags} />}
    </Section>
  );
}

function Flags({ of: flags }: { readonly of: Case['flags'] }) {
  const { say } = useApp();
  return (
    <ul>
      {flags.map((flag) => (
        <li key={flag.code}>
          <Status tone="warn">{say(flag)}</Status>
        </li>
      ))}
    </ul>
  );
}

/** The limits of the policy period as the case sees them. */
export function CaseLimits({ of: { id, limits } }: { readonly of: Pick<Case, 'id' | 'limits'> }) {
  const { texts } = useApp();
  const t = texts.cases;
  return (
    <Section title={t.limits}>
      {limits && limits.length > 0 ? (
        <Limits of={limits} caseId={id} words={t.limitWords} />
      ) : (
        <p className={style.hint}>{t.limitsUnknown}</p>
      )}
    </Section>
  );
}

/** What happened, oldest first. */
export function CaseTimeline({ id }: { readonly id: string }) {
  const { texts, format, say } = useApp();
  const t = texts.cases;
  const list = useList('/incidents/{id}/timeline', { path: { id }, query: { limit: 100 } });
  return (
    <Section title={t.timeline}>
      <Shown of={{ ...list, data: list.items }}>
        {(lines) =>
          lines.length === 0 ? (
            <p>{t.timelineEmpty}</p>
          ) : (
            <ol className={style.steps}>
              {lines.map((line) => (
                <li key={line.id}>
                  <time dateTime={line.at} className={style.hint}>
                    {format.moment(line.at)}
                  </time>
                  <br />
                  {say(line)}
                  {line.personName ? `（${line.personName}）` : ''}
                  {line.audience === 'insurer' ? <span className={style.hint}> {t.insurerOnly}</span> : null}
                </li>
              ))}
            </ol>
          )
        }
      </Shown>
      <More of={list} label={texts.shell.more} />
    </Section>
  );
}

/** Where a merged case went. */
export function MergedNote({ of: { mergedInto } }: { readonly of: Case }) {
  const { texts } = useApp();
  if (!mergedInto) return null;
  return (
    <p>
      <Link to="/cases/$id" params={{ id: mergedInto.id }}>
        {texts.cases.mergedInto(mergedInto.caseNumber)}
      </Link>
    </p>
  );
}
