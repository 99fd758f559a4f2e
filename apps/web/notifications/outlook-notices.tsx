import { Alert, Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Schemas } from '../api/api.js';
import { useAct, useList } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { ProblemNote } from '../ui/problem.js';
import style from '../ui/ui.module.css';

type Notice = Schemas['OutlookNoticeDto'];

/**
 * Corrections of an outlook that were written to the reader: of one case all, over all cases those not read. Else
 * nothing.
 */
export function OutlookNotices({ caseId }: { readonly caseId?: string }) {
  const list = useList('/outlook-notices', {
    query: caseId === undefined ? { list: 'unread' } : { incidentId: caseId },
  });
  return list.items?.map((notice) => <OneNotice key={notice.id} of={notice} isLinked={caseId === undefined} />);
}

function OneNotice({ of: notice, isLinked }: { readonly of: Notice; readonly isLinked: boolean }) {
  const { texts, format } = useApp();
  const t = texts.outlook;
  const { coverageOutlook, supportOutlook } = texts.cases.words;
  const read = useAct('post', '/outlook-notices/{id}/readings');
  return (
    <Alert role="note" color="yellow" variant="outline" title={t.noticeTitle} my="md">
      {isLinked && (
        <p>
          <Link to="/cases/$id" params={{ id: notice.incidentId }}>
            {notice.caseNumber}
          </Link>
        </p>
      )}
      <p>
        {t.noticeText(coverageOutlook[notice.told], format.moment(notice.toldFrom), format.moment(notice.toldUntil))}
        {t.noticeWhy}
      </p>
      <p>{t.noticeNow(coverageOutlook[notice.coverageOutlook], supportOutlook[notice.supportOutlook])}</p>
      <p>{t.noticeOpen}</p>
      {notice.readAt === null ? (
        <Button
          className="no-print"
          variant="default"
          loading={read.pending}
          onClick={() => void read.send({ path: { id: notice.id } })}
        >
          {t.noticeRead}
        </Button>
      ) : (
        <p className={style.hint}>{t.noticeReadAt(format.moment(notice.readAt))}</p>
      )}
      <ProblemNote error={read.error} />
    </Alert>
  );
}
