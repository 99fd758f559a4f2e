import type { Schemas } from '../api/api.js';
import { useApp } from '../text/use-text.js';
import { Facts, Section } from '../ui/page.js';
import { Status } from '../ui/status.js';
import { Telephone } from '../ui/telephone.js';

type Case = Schemas['CaseDto'];

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
