import { NativeSelect } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { Asked } from '../api/api.js';
import { useList } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { Also } from '../ui/list/filters.js';
import { Page } from '../ui/page.js';
import { More } from '../ui/more.js';
import { Shown } from '../ui/shown.js';
import style from '../ui/ui.module.css';
import { SupportRequests } from './support-requests.js';

/** All requests for emergency support. */
export function SupportPage() {
  const { texts } = useApp();
  const t = texts.desk;
  const search = useSearch({ from: '/support' });
  const navigate = useNavigate({ from: '/support' });
  const list = useList('/support-requests', { query: search } as Asked<'/support-requests'>);
  return (
    <Page title={t.supportTitle}>
      <p className={style.hint}>{t.supportLead}</p>
      <NativeSelect
        maw="20rem"
        label={t.supportFilter}
        value={search.state ?? ''}
        onChange={(event) =>
          void navigate({
            search: {
              ...(event.currentTarget.value ? { state: event.currentTarget.value } : {}),
              ...(search.commonCauseId ? { commonCauseId: search.commonCauseId } : {}),
            },
          })
        }
        data={[
          { value: '', label: texts.shell.all },
          ...Object.entries(t.supportStates).map(([value, label]) => ({ value, label })),
        ]}
      />
      {search.commonCauseId && (
        <Also
          of={[{ key: 'commonCauseId', words: texts.cases.ofCommonCause }]}
          onRemove={() => void navigate({ search: search.state ? { state: search.state } : {} })}
        />
      )}
      <div className={style.section}>
        <Shown of={{ ...list, data: list.items }}>
          {(requests) => (requests.length === 0 ? <p>{t.supportNone}</p> : <SupportRequests of={requests} />)}
        </Shown>
        <More of={list} label={texts.shell.more} />
      </div>
    </Page>
  );
}
