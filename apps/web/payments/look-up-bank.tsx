import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useRead } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { Section } from '../ui/page.js';
import { Shown } from '../ui/shown.js';
import { Status } from '../ui/status.js';
import { digitsOf } from '../ui/typed-values.js';
import style from '../ui/ui.module.css';

/** What the master has today of a code. */
export function LookUpBank() {
  const { texts, format } = useApp();
  const { payments: p } = texts;
  const t = p.banks;
  const [bank, setBank] = useState('');
  const [branch, setBranch] = useState('');
  const [bankCode, branchCode] = [digitsOf(bank), digitsOf(branch)];
  const whole = /^\d{4}$/.test(bankCode) && /^\d{3}$/.test(branchCode);
  const found = useRead(
    '/banks/{bankCode}/branches/{branchCode}',
    { path: { bankCode, branchCode } },
    { enabled: whole },
  );
  return (
    <Section title={t.lookUp}>
      <div className={style.grid}>
        <TextInput
          label={p.bankCode}
          inputMode="numeric"
          value={bank}
          onChange={(event) => setBank(event.currentTarget.value)}
        />
        <TextInput
          label={p.branchCode}
          inputMode="numeric"
          value={branch}
          onChange={(event) => setBranch(event.currentTarget.value)}
        />
      </div>
      {whole && (
        <Shown of={found}>
          {({ bankName, branchName, closedOn }) => (
            <p>
              <strong>{bankName}</strong>　{branchName ?? t.noBranch}
              {closedOn && (
                <>
                  {'　'}
                  <Status tone="bad">{t.closedOn(format.day(closedOn))}</Status>
                </>
              )}
            </p>
          )}
        </Shown>
      )}
    </Section>
  );
}
