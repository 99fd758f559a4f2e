import { Button, NativeSelect, Radio, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { count } from '#kernel';
import type { Schemas } from '../api/api.js';
import { useAct, useRead } from '../shell/queries.js';
import { isInsurer, useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { DoneNote } from '../ui/done-note.js';
import { ShortText } from '../ui/fields.js';
import { Facts, Section, Shown } from '../ui/page.js';
import { faultsOf, ProblemNote } from '../ui/problem.js';
import { checks } from '../ui/typed-values.js';
import style from '../ui/ui.module.css';
import { useFaults } from '../ui/use-faults.js';
import { useKept } from '../ui/use-kept.js';
import { AddClaimantAct } from './claimant-act.js';

type Claimant = Schemas['ClaimantDto'];
type Line = Pick<Schemas['ExpenseDetailDto'], 'id' | 'category' | 'state'>;

const writers = ['hospital-reporter', 'hospital-manager', 'support', 'adjuster', 'senior-adjuster'];
const undecided = ['submitted', 'routed', 'in-review', 'information-requested'];
const longestName = 200;

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
              <Assign key={line.id} line={line} among={items} />
            )}
            {writes && <Enter caseId={caseId} />}
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

function Enter({ caseId }: { readonly caseId: string }) {
  const { texts, say } = useApp();
  const t = texts.claimants;
  const enter = useAct('post', '/incidents/{id}/claimants');
  const [done, setDone] = useState(false);
  const name = useKept(`claimant ${caseId}`, '');
  const [asked, setAsked] = useState(false);
  const fault = checks(texts.common).text(longestName)(name.value);
  return (
    <form
      noValidate
      className="no-print"
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (fault !== null) return;
        void enter.send({ path: { id: caseId }, body: { name: name.value.trim() } }, () => {
          setDone(true);
          setAsked(false);
          name.clear();
        });
      }}
    >
      <Stack gap="sm" mt="sm">
        <ShortText
          label={t.name}
          description={t.nameSeen}
          most={longestName}
          value={name.value}
          onChange={name.change}
          error={asked && (fault ?? faultsOf(enter.error, say)['/name'])}
        />
        <ProblemNote error={enter.error} shown={['/name']} />
        <div>
          <Button type="submit" size="sm" variant="default" loading={enter.pending}>
            {t.enter}
          </Button>
        </div>
        <DoneNote>{done ? t.entered : null}</DoneNote>
      </Stack>
    </form>
  );
}

/** Whose claim a line answers, and who is paid. */
function Assign({ line, among }: { readonly line: Line; readonly among: readonly Claimant[] }) {
  const { texts } = useApp();
  const t = texts.claimants;
  const name = useAct('post', '/expenses/{id}/claimants');
  const [done, setDone] = useState(false);
  const own = among.find(({ lines }) => lines.some(({ expenseId }) => expenseId === line.id));
  const form = useForm({
    initialValues: {
      claimantId: own?.id ?? '',
      payTo: own?.lines.find(({ expenseId }) => expenseId === line.id)?.payTo ?? '',
    },
    validate: {
      claimantId: (value) => (value === '' ? texts.common.fieldEmpty : null),
      payTo: (value) => (value === '' ? texts.common.fieldEmpty : null),
    },
  });
  useFaults(form, name.error);
  return (
    <form
      noValidate
      className="no-print"
      aria-label={t.assign}
      onSubmit={form.onSubmit(
        ({ claimantId, payTo }) =>
          void name
            .send({ path: { id: line.id }, body: { claimantId, payTo: payTo as 'institution' | 'victim' } })
            .then((answer) => answer && setDone(true)),
      )}
    >
      <h3 className={style.sub}>{t.assign}</h3>
      {!own && <p className={style.hint}>{t.assignLead}</p>}
      <Stack gap="sm">
        <NativeSelect
          label={t.claimant}
          {...form.getInputProps('claimantId')}
          data={[
            { value: '', label: t.kindChoose },
            ...among.map(({ id, number, name: called }) => ({ value: id, label: t.one(number, called) })),
          ]}
        />
        <Radio.Group label={t.whoIsPaid} {...form.getInputProps('payTo')}>
          <div className={style.row}>
            {Object.entries(t.payTo).map(([value, label]) => (
              <Radio key={value} value={value} label={label} />
            ))}
          </div>
        </Radio.Group>
        <ProblemNote error={name.error} shown={['/claimantId', '/payTo']} />
        <div>
          <Button type="submit" size="sm" variant="default" loading={name.pending}>
            {t.assignDone}
          </Button>
        </div>
        <DoneNote>{done ? t.assigned : null}</DoneNote>
      </Stack>
    </form>
  );
}
