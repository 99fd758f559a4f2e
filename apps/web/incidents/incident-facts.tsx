import type { Schemas } from '../api/api.js';
import { isInsurer, useUser } from '../shell/session.js';
import type { CasesText } from '../text/ja/cases.js';
import { useApp } from '../text/use-text.js';
import { Facts, Section } from '../ui/page.js';
import { Status } from '../ui/status.js';
import { Telephone } from '../ui/telephone.js';

type Case = Schemas['CaseDto'];

/** What the incident does to care, in words; null where that is not known. */
export function careOf({ careImpact: care }: Case['facts'], { careWords, careNone }: CasesText): string | null {
  const effects = (['emergencyStopped', 'outpatientsStopped', 'paperCharts'] as const).filter(
    (effect) => care?.[effect],
  );
  if (effects.length > 0) return effects.map((effect) => careWords[effect]).join('、');
  return care && Object.values(care).every((value) => value === false) ? careNone : null;
}

/** What is known of an incident, as names and values. */
export function useFactsOf(): (
  incident: Case,
) => readonly (readonly [name: string, value: string | null | undefined])[] {
  const { texts, format, language } = useApp();
  const t = texts.cases;
  const yesNo = (value: boolean | null | undefined): string | null =>
    value === null || value === undefined ? null : value ? texts.common.yes : texts.common.no;
  return ({ facts, ...incident }) => [
    [t.institution, incident.institutionName],
    [t.policy, incident.policyNumber],
    [t.description, incident.description],
    [t.reporter, incident.reporter.name],
    [t.phone, incident.reporter.phone],
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
    [t.careImpact, careOf(facts, t)],
    [t.affectedPersons, facts.affectedPersons != null ? t.persons(format.count(facts.affectedPersons)) : null],
    [t.dataKinds, facts.dataKinds?.join('、')],
    [t.involvedVendors, facts.involvedVendors?.join('、')],
    [t.channel, t.words.channel[incident.channel as keyof typeof t.words.channel]],
    [t.reportedAt, format.moment(incident.reportedAt)],
  ];
}

/** What is known of the incident. */
export function IncidentFacts({ of: incident }: { readonly of: Case }) {
  const t = useApp().texts.cases;
  const factsOf = useFactsOf();
  // the insurer has them in the head of the page
  const inside = isInsurer(useUser());
  const isInHead = (name: string): boolean => inside && [t.institution, t.policy].includes(name);
  return (
    <Section title={t.facts}>
      <Facts
        of={factsOf(incident)
          .filter(([name]) => !isInHead(name))
          .map(([name, value]) => [name, name === t.phone ? <Telephone number={incident.reporter.phone} /> : value])}
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
