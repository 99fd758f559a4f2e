import { Button, Modal, Stack } from '@mantine/core';
import { useState } from 'react';
import { count, sumOf, type Yen } from '#kernel';
import type { Schemas } from '../api/api.js';
import { useNotice } from '../shell/notice.js';
import { useRead } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import type { Column } from '../ui/list/columns.js';
import { List } from '../ui/list/list.js';
import { Section } from '../ui/page.js';
import { Shown } from '../ui/shown.js';
import { Status } from '../ui/status.js';
import style from '../ui/ui.module.css';
import { Adding } from './add-claimant-act.js';
import { GateOf, OneClaimant, writers } from './claimants.js';
import { EnterClaimant } from './enter-claimant.js';

/** A claimant of the register with what article 22 allows and holds. */
interface Victim {
  readonly claimant: Schemas['ClaimantDto'];
  readonly gate: Schemas['VictimGateDto'] | undefined;
}

interface Opened {
  readonly id: string;
  readonly act: 'look' | 'add';
}

/**
 * The register of claimants of a case for the insurer, a row a victim: what is demanded, paid, consented to and
 * established, what the insurer has paid, what article 22 holds and what would free it. Those with held money
 * come first.
 */
export function ClaimantRegister({ caseId }: { readonly caseId: string }) {
  const { texts, format } = useApp();
  const t = texts.claimants;
  const path = { id: caseId };
  const query = useRead('/incidents/{id}/claimants', { path });
  const gates = useRead('/incidents/{id}/victim-gates', { path });
  const [opened, open] = useState<Opened | null>(null);
  const writes = useUser().roles.some((role) => writers.includes(role));
  const columns = useColumns(writes, open);
  const gateOf = new Map(gates.data?.items.map((gate) => [gate.claimantId, gate]));
  const victims = query.data?.items.map((claimant): Victim => ({ claimant, gate: gateOf.get(claimant.id) }));
  const isHeld = ({ gate }: Victim): boolean => gate !== undefined && gate.held > 0;
  const held = victims?.filter(isHeld) ?? [];
  const at = victims?.find(({ claimant }) => claimant.id === opened?.id);
  return (
    <Section title={t.title}>
      <p className={style.hint}>{t.lead.insurer}</p>
      <Shown of={{ ...query, data: gates.data && victims }}>
        {(all) =>
          all.length === 0 ? (
            <p>{t.none}</p>
          ) : (
            <>
              {gates.data && held.length > 0 && (
                <p>
                  <Status tone="warn">{t.heldSum(format.count(count(all)), format.yen(gates.data.held))}</Status>
                </p>
              )}
              <List
                label={t.title}
                columns={columns}
                rows={[...held, ...all.filter((victim) => !isHeld(victim))]}
                keyOf={({ claimant }) => claimant.id}
                nameOf={({ claimant }) => t.one(claimant.number, claimant.name)}
                {...(held.length > 0
                  ? {
                      groupOf: (victim: Victim) =>
                        isHeld(victim)
                          ? { key: 'held', title: t.groups.held }
                          : { key: 'others', title: t.groups.others },
                      yenOf: ({ gate }: Victim): Yen => sumOf(gate ? [gate.held] : []),
                    }
                  : {})}
              />
            </>
          )
        }
      </Shown>
      {gates.error ? <Shown of={gates}>{() => null}</Shown> : null}
      {writes && <EnterClaimant caseId={caseId} />}
      {at && <OpenedVictim key={at.claimant.id} of={at} caseId={caseId} opened={opened} open={open} writes={writes} />}
    </Section>
  );
}

/** All that is known of one victim, and the dialog that adds to it. */
function OpenedVictim({
  of: { claimant, gate },
  caseId,
  opened,
  open,
  writes,
}: {
  readonly of: Victim;
  readonly caseId: string;
  readonly opened: Opened | null;
  readonly open: (opened: Opened | null) => void;
  readonly writes: boolean;
}) {
  const { texts } = useApp();
  const t = texts.claimants;
  const tell = useNotice();
  const close = (): void => open(null);
  return (
    <>
      <Modal
        opened={opened?.act === 'look'}
        onClose={close}
        size="lg"
        title={t.one(claimant.number, claimant.name)}
        closeButtonProps={{ 'aria-label': texts.common.close }}
      >
        <Stack gap="sm">
          <OneClaimant of={claimant} />
          {gate && <GateOf of={gate} />}
          {writes && (
            <div>
              <Button size="sm" onClick={() => open({ id: claimant.id, act: 'add' })}>
                {t.add}
              </Button>
            </div>
          )}
        </Stack>
      </Modal>
      <Adding
        to={claimant}
        caseId={caseId}
        opened={opened?.act === 'add'}
        onClose={close}
        onDone={() => {
          close();
          tell(t.recorded);
        }}
      />
    </>
  );
}

function useColumns(writes: boolean, open: (opened: Opened) => void): readonly Column<Victim>[] {
  const { texts, format, say } = useApp();
  const t = texts.claimants;
  const known = ({ claimant }: Victim, kinds: readonly string[], amount: Yen): string =>
    claimant.acts.some(({ kind }) => kinds.includes(kind)) ? format.amount(amount) : '－';
  const amount = (key: string, name: string, cell: Column<Victim>['cell'], width = 120): Column<Victim> => ({
    key,
    name: texts.list.yenUnit(name),
    width,
    numeric: true,
    cell,
  });
  const acts: Column<Victim> = {
    key: 'acts',
    name: texts.cases.actions,
    width: 120,
    cell: ({ claimant }) => (
      <Button
        size="compact-sm"
        variant="default"
        aria-label={t.addTo(claimant.name)}
        onClick={() => open({ id: claimant.id, act: 'add' })}
      >
        {t.addShort}
      </Button>
    ),
  };
  return [
    {
      key: 'name',
      name: t.claimant,
      cell: ({ claimant }) => (
        <button
          type="button"
          className={style.plainButton}
          data-row
          onClick={() => open({ id: claimant.id, act: 'look' })}
        >
          {t.one(claimant.number, claimant.name)}
        </button>
      ),
      whole: ({ claimant }) => t.one(claimant.number, claimant.name),
    },
    amount('demanded', t.short.demanded, (of) => known(of, ['demand'], of.claimant.demanded)),
    amount(
      'paid',
      t.short.paidByInstitution,
      (of) => known(of, ['paid-by-institution'], of.claimant.paidByInstitution),
      144,
    ),
    amount('consented', t.short.consented, (of) => known(of, ['consent'], of.claimant.consented)),
    amount('established', t.short.established, (of) => known(of, ['settlement', 'judgment'], of.claimant.established)),
    amount('ours', t.short.ours, ({ gate }) => gate && format.amount(sumOf([gate.toInstitution, gate.toVictim]))),
    amount('held', t.short.held, ({ gate }) => gate && gate.held > 0 && format.amount(gate.held)),
    {
      ...amount('lacks', t.short.lacks, ({ gate }) => gate && <Lacks of={gate} />, 136),
      whole: ({ gate }) => (gate && gate.held > 0 ? say(gate) : undefined),
    },
    ...(writes ? [acts] : []),
  ];
}

/** The payment or consent that is lacking; where only the liability is, that word. */
function Lacks({ of: gate }: { readonly of: Schemas['VictimGateDto'] }) {
  const { texts, format } = useApp();
  if (gate.lacksPayment > 0) return format.amount(gate.lacksPayment);
  return gate.lacksEstablished > 0 ? texts.claimants.onlyLiability : null;
}
