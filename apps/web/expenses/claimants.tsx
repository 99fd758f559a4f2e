import { count } from '#kernel';
import type { Schemas } from '../api/api.js';
import { useRead } from '../shell/queries.js';
import { isInsurer, useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { Facts, Section } from '../ui/page.js';
import { Shown } from '../ui/shown.js';
import style from '../ui/ui.module.css';
import { AddClaimantAct } from './add-claimant-act.js';
import { EnterClaimant } from './enter-claimant.js';
import { NameClaimant } from './name-claimant.js';

type Claimant = Schemas['ClaimantDto'];
type Line = Pick<Schemas['ExpenseDetailDto'], 'id' | 'category' | 'state'>;

const writers = ['hospital-reporter', 'hospital-manager', 'support', 'adjuster', 'senior-adjuster'];
const undecided = ['submitted', 'routed', 'in-review', 'information-requested'];

/**
 * Who claims damages of a case, what the institution paid them and what they consented to, with the acts that add to
 * it. Of a line: also whose claim it answers. No agent reads it.
 */
export function Claimants({ caseId, line }: { readonly caseId: string; readonly line?: Line }) {
  const { texts } = useApp();
  const t = texts.claimants;
  const user = useUser();
  const inside = isInsurer(user);
  const query = useRead('/incidents/{id}/claimants', { path: { id: caseId } });
  const writes = user.roles.some((role) => writers.includes(role));
  const decides = user.roles.some((role) => role === 'adjuster' || role === 'senior-adjuster');
  return (
    <Section title={t.title}>
      <p className={style.hint}>{inside ? t.lead.insurer : t.lead.institution}</p>
      <Shown of={query}>
        {({ items }) => (
          <>
            {items.length === 0 ? (
              <p>{t.none}</p>
            ) : (
              <ul className={style.plainList}>
                {items.map((claimant) => (
                  <li key={claimant.id} className={style.panel}>
                    <OneClaimant of={claimant} />
                    {writes && <AddClaimantAct to={claimant} caseId={caseId} />}
                  </li>
                ))}
              </ul>
            )}
            {line && decides && undecided.includes(line.state) && items.length > 0 && (
              <NameClaimant key={line.id} line={line} among={items} />
            )}
            {writes && <EnterClaimant caseId={caseId} />}
          </>
        )}
      </Shown>
    </Section>
  );
}

/** The register on the page of a case: where damages are claimed, or somebody is entered already. */
export function ClaimantsOfCase({ of: incident }: { readonly of: Schemas['CaseDto'] }) {
  const claimed = incident.expenses.some(({ category }) => category === 'damages');
  if (useUser().roles.includes('agent') || (!claimed && incident.phases.liability === 'not-started')) return null;
  return <Claimants caseId={incident.id} />;
}

function OneClaimant({ of: claimant }: { readonly of: Claimant }) {
  const { texts, format } = useApp();
  const t = texts.claimants;
  const known = (kinds: readonly string[], amount: Claimant['demanded']): string =>
    claimant.acts.some(({ kind }) => kinds.includes(kind)) ? format.yen(amount) : t.notKnown;
  return (
    <>
      <p>
        <strong>{t.one(claimant.number, claimant.name)}</strong>
      </p>
      <Facts
        of={[
          [t.demanded, known(['demand'], claimant.demanded)],
          [t.paidByInstitution, known(['paid-by-institution'], claimant.paidByInstitution)],
          [t.consented, known(['consent'], claimant.consented)],
          [t.established, known(['settlement', 'judgment'], claimant.established)],
          [
            t.lines,
            claimant.lines
              .map(({ line, payTo }) => t.line(texts.expenses.lineNo(line), t.payTo[payTo] ?? ''))
              .join('、'),
          ],
        ]}
      />
      {claimant.acts.length > 0 && (
        <details>
          <summary>{t.acts(count(claimant.acts))}</summary>
          <ul>
            {claimant.acts.map((act) => (
              <li key={act.id}>
                {format.day(act.onDay)}　{t.kinds[act.kind]}　{format.yen(act.amount)}
                {act.note ? `　${act.note}` : ''}
                {act.documentId && (
                  <>
                    　
                    <a href={`/api/v1/documents/${act.documentId}/content`} download>
                      {texts.expenses.download}
                    </a>
                  </>
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
