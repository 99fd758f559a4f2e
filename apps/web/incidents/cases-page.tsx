import { Button, NativeSelect } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { Asked } from '../api/api.js';
import { OutlookNotices } from '../notifications/outlook-notices.js';
import { useList } from '../shell/queries.js';
import { isInsurer, useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { ShortText } from '../ui/fields.js';
import { Page } from '../ui/page.js';
import { More } from '../ui/more.js';
import { Shown } from '../ui/shown.js';
import { checks } from '../ui/typed-values.js';
import style from '../ui/ui.module.css';
import { CaseTable } from './case-table.js';

const longestNumber = 40;

/** The list of cases; its filters stand in its address. */
export function CasesPage() {
  const { texts } = useApp();
  const t = texts.cases;
  const search = useSearch({ from: '/cases' });
  const navigate = useNavigate({ from: '/cases' });
  const inside = isInsurer(useUser());
  const list = useList('/incidents', { query: search } as Asked<'/incidents'>);
  const filter = (more: Partial<typeof search>): void =>
    void navigate({
      search: (now) => Object.fromEntries(Object.entries({ ...now, ...more }).filter(([, value]) => value !== '')),
    });
  const [number, setNumber] = useState(search.caseNumber ?? '');
  return (
    <Page width="wide" title={texts.shell.cases}>
      {!inside && <OutlookNotices />}
      <form
        className={style.row}
        onSubmit={(event) => {
          event.preventDefault();
          if (checks(texts.common).shortOrNone(longestNumber)(number) === null) filter({ caseNumber: number.trim() });
        }}
      >
        <NativeSelect
          label={t.filterState}
          value={search.state ?? ''}
          onChange={(event) => filter({ state: event.currentTarget.value })}
          data={[
            { value: '', label: texts.shell.all },
            ...Object.entries(t.stateNames).map(([value, label]) => ({ value, label })),
          ]}
        />
        {inside && (
          <NativeSelect
            label={t.filterSeverity}
            value={search.severity ?? ''}
            onChange={(event) => filter({ severity: event.currentTarget.value })}
            data={[
              { value: '', label: texts.shell.all },
              ...Object.entries(t.words.severity).map(([value, label]) => ({ value, label })),
            ]}
          />
        )}
        {(['coverageOutlook', 'supportOutlook'] as const).map((outlook) => (
          <NativeSelect
            key={outlook}
            label={t.filterOutlook[outlook]}
            value={search[outlook] ?? ''}
            onChange={(event) => filter({ [outlook]: event.currentTarget.value })}
            data={[
              { value: '', label: texts.shell.all },
              ...Object.entries(t.words[outlook]).map(([value, label]) => ({ value, label })),
            ]}
          />
        ))}
        <ShortText label={t.filterNumber} value={number} most={longestNumber} onChange={setNumber} />
        <Button type="submit" mt="xl">
          {t.search}
        </Button>
        {Object.keys(search).length > 0 && (
          <Button
            mt="xl"
            variant="default"
            onClick={() => {
              setNumber('');
              void navigate({ search: {} });
            }}
          >
            {t.clearFilters}
          </Button>
        )}
      </form>
      <div className={style.section}>
        <Shown of={{ ...list, data: list.items }}>
          {(cases) =>
            cases.length === 0 ? (
              <p>{!inside && Object.keys(search).length === 0 ? t.noOwnCases : t.noCases}</p>
            ) : (
              <CaseTable of={cases} inside={inside} />
            )
          }
        </Shown>
        <More of={list} label={texts.shell.more} />
      </div>
    </Page>
  );
}
