import { Link } from '@tanstack/react-router';
import { count } from '#kernel';
import type { Schemas } from '../api/api.js';
import { useRead } from '../shell/queries.js';
import { isInsurer, useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { Facts, Section } from '../ui/page.js';
import { Shown } from '../ui/shown.js';
import { Status } from '../ui/status.js';
import style from '../ui/ui.module.css';
import { AddClaimantAct } from './add-claimant-act.js';
import { EnterClaimant } from './enter-claimant.js';
import { NameClaimant } from './name-claimant.js';

type Claimant = Schemas['ClaimantDto'];
type Gate = Schemas['VictimGateDto'];
type Line = Pick<Schemas['ExpenseDetailDto'], 'id' | 'category' | 'state'>;

/** Who enters claimants and what is known of them. */
export const writers = ['hospital-reporter', 'hospital-manager', 'support', 'adjuster', 'senior-adjuster'];
const undecided = ['submitted', 'routed', 'in-review', 'information-requested'];

/**
 * Who claims damages of a case, what the institution paid them and what they consented to, with the acts that add to
 * it. Of a line: also whose claim it answers; the insurer reads what article 22 holds. No agent reads it.
 */
export function Claimants({ caseId, line }: { readonly caseId: string; readonly line?: Line }) {
  const { texts } = useApp();
  const t = texts.claimants;
  const user = useUser();
  const inside = isInsurer(user);
  const query = useRead('/incidents/{id}/claimants', { path: { id: caseId } });
  const writes = user.roles.some((role) => writers.includes(role));
  const gates = useRead('/incidents/{id}/victim-gates', { path: { id: caseId } }, { enabled: inside });
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
                {shownOf(items, inside ? line : undefined).map((claimant) => (
                  <li key={claimant.id} className={style.panel}>
                    <OneClaimant of={claimant} />
                    {gates.data?.items
                      .filter(({ claimantId }) => claimantId === claimant.id)
                      .map((gate) => (
                        <GateOf key={gate.claimantId} of={gate} />
                      ))}
                    {writes && <AddClaimantAct to={claimant} caseId={caseId} />}
                  </li>
                ))}
              </ul>
            )}
            {line && decides && undecided.includes(line.state) && items.length > 0 && (
              <NameClaimant key={line.id} line={line} among={items} />
            )}
            {writes && <EnterClaimant caseId={caseId} />}
            {inside && line && (
              <p>
                <Link to="/cases/$id" params={{ id: caseId }} search={{ part: 'claimants' }}>
                  {t.open}
                </Link>
              </p>
            )}
          </>
        )}
      </Shown>
    </Section>
  );
}

/** Of many claimants the insurer looks at the one whose claim the line answers; before that is said, at none. */
const shownOf = (items: readonly Claimant[], line: Line | undefined): readonly Claimant[] =>
  line ? items.filter(({ lines }) => lines.some(({ expenseId }) => expenseId === line.id)) : items;

/** Whether a case has a register of claimants to show: damages are claimed, or its phase of liability has begun. */
export const hasClaimants = ({ expenses, phases }: Schemas['CaseDto']): boolean =>
  expenses.some(({ category }) => category === 'damages') || phases.liability !== 'not-started';

/** What article 22 holds of a claimant and what would free it, for the insurer. */
export function GateOf({ of: gate }: { readonly of: Gate }) {
  const { texts, format, say } = useApp();
  const t = texts.claimants;
  return (
    <>
      <Facts
        of={[
          [t.toInstitution, format.yen(gate.toInstitution)],
          [t.toVictim, format.yen(gate.toVictim)],
          [t.roomToInstitution, format.yen(gate.roomToInstitution)],
          [t.roomToVictim, format.yen(gate.roomToVictim)],
        ]}
      />
      <p>{gate.held > 0 ? <Status tone="warn">{say(gate)}</Status> : say(gate)}</p>
    </>
  );
}

/** What is known of one claimant, with every entry. */
export function OneClaimant({ of: claimant }: { readonly of: Claimant }) {
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
                    {'　'}
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
