import { Button, Radio, Stack, Switch } from '@mantine/core';
import { useState } from 'react';
import type { Schemas } from '../api/api.js';
import { useAct } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { ProblemNote } from '../ui/problem.js';
import style from '../ui/ui.module.css';
import { corrected, FactsFields, inFields, type FactsInFields } from './facts-fields.js';
import { Matching } from './match-policy.js';

type Case = Schemas['CaseDto'];
type Severity = NonNullable<Case['severity']>;

/** Facts, policy and severity beside the report, entered while one talks; then the triage is recorded. */
export function Triage({ of: incident }: { readonly of: Case }) {
  const { texts } = useApp();
  const t = texts.cases;
  const { facts } = incident;
  // what was chosen on this page; everything else is as the case says it, also when that changes meanwhile
  const [typed, setTyped] = useState<Partial<FactsInFields>>({});
  const [chosenSeverity, setChosenSeverity] = useState<Severity>();
  const [chosenNoPolicy, setChosenNoPolicy] = useState<boolean>();
  const severity = chosenSeverity ?? incident.severity ?? incident.proposedSeverity;
  const noPolicy = chosenNoPolicy ?? incident.policyMatch === 'not-found';
  const values = { ...inFields(facts), ...typed };
  const correct = useAct('patch', '/incidents/{id}');
  const move = useAct('post', '/incidents/{id}/transitions');
  const corrections = corrected(values, facts);
  const changed = Object.keys(corrections).length > 0;
  const save = async (): Promise<boolean> =>
    !changed ||
    (await correct.send({
      path: { id: incident.id },
      version: incident.version,
      body: { ...corrections, source: t.correctionReason },
    })) !== undefined;
  const triage = async (): Promise<void> => {
    if (!(await save())) return;
    await move.send({
      path: { id: incident.id },
      body: {
        to: 'triaged',
        severity,
        ...(noPolicy && incident.policyMatch !== 'matched' ? { policyNotFound: true } : {}),
      },
    });
  };
  return (
    <>
      <p className={style.hint}>{t.triageLead}</p>
      <Stack gap="md">
        <FactsFields values={values} onChange={(more) => setTyped((now) => ({ ...now, ...more }))} />
        {changed && (
          <Button variant="default" onClick={() => void save()} loading={correct.pending}>
            {t.saveFacts}
          </Button>
        )}
        <ProblemNote error={correct.error} />
        <Matching of={incident} title={t.matching} />
        {incident.policyMatch !== 'matched' && (
          <Switch
            label={t.noPolicy}
            checked={noPolicy}
            onChange={(event) => setChosenNoPolicy(event.currentTarget.checked)}
          />
        )}
        <Radio.Group
          label={t.severity}
          description={t.severityProposed(t.words.severity[incident.proposedSeverity])}
          value={severity}
          onChange={(value) => setChosenSeverity(value as Severity)}
        >
          <div className={style.row}>
            {Object.entries(t.words.severity).map(([value, label]) => (
              <Radio key={value} value={value} label={label} />
            ))}
          </div>
        </Radio.Group>
        <ProblemNote error={move.error} />
        <Button onClick={() => void triage()} loading={move.pending || correct.pending}>
          {t.triageDone}
        </Button>
      </Stack>
    </>
  );
}
