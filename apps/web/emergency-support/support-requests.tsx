import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Schemas } from '../api/api.js';
import { useAct } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { usePageActs } from '../ui/page-acts.js';
import { ReasonDialog } from '../ui/reason-dialog.js';
import { Status, type Tone } from '../ui/status.js';
import style from '../ui/ui.module.css';
import { useRowKeys } from '../ui/use-row-keys.js';

type Request = Schemas['SupportRequestDto'];
const tones: Readonly<Record<string, Tone>> = { amber: 'warn', withdrawn: 'new', done: 'good' };

/** Requests with their reason; what waits for a person is opened here, by name and with a reason. */
export function SupportRequests({
  of: requests,
  ofOneCase = false,
  isFlat = false,
}: {
  readonly of: readonly Request[];
  readonly ofOneCase?: boolean;
  /** Between the lines of a page, as one act among others, and not in boxes. */
  readonly isFlat?: boolean;
}) {
  const { texts, format, say } = useApp();
  const t = texts.desk;
  const isDesk = useUser().roles.includes('support');
  const move = useAct('post', '/support-requests/{id}/transitions');
  const [opening, setOpening] = useState<Request | null>(null);
  useRowKeys();
  const begin = (request: Request): void => {
    move.clear();
    setOpening(request);
  };
  const isOffered = ({ state }: Request): boolean => isDesk && state === 'amber';
  usePageActs(
    requests.filter(isOffered).map((request) => ({
      name: t.openSupportOf(say({ textJa: request.serviceJa, textEn: request.serviceEn }), request.caseNumber),
      run: () => begin(request),
    })),
  );
  return (
    <>
      <ul className={style.plainList}>
        {requests.map((request) => (
          <li key={request.id} className={isFlat ? undefined : style.panel}>
            <div className={`${style.row} ${style.spread}`}>
              <strong>{say({ textJa: request.serviceJa, textEn: request.serviceEn })}</strong>
              <Status tone={tones[request.state] ?? 'working'}>
                {say({ textJa: request.stateJa, textEn: request.stateEn })}
              </Status>
            </div>
            {!ofOneCase && (
              <p>
                <Link to="/cases/$id" params={{ id: request.incidentId }} data-row>
                  {request.caseNumber}
                </Link>
                　{request.institutionName ?? texts.cases.notMatched}
              </p>
            )}
            <p className={style.hint}>
              {t.since} {format.moment(request.createdAt)}
            </p>
            {request.reasons.length > 0 && (
              <ul>
                {request.reasons.map((reason) => (
                  <li key={reason.code}>{say(reason)}</li>
                ))}
              </ul>
            )}
            {request.openedBy?.reason && <p>{t.openedBy(request.openedBy.name, request.openedBy.reason)}</p>}
            {isOffered(request) && (
              <Button size="sm" mt="xs" variant={isFlat ? 'default' : 'filled'} onClick={() => begin(request)}>
                {t.openSupport}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <ReasonDialog
        key={opening?.id ?? 'none'}
        opened={opening !== null}
        onClose={() => setOpening(null)}
        title={t.openSupport}
        lead={t.openSupportLead}
        label={t.why}
        confirm={t.openSupport}
        pending={move.pending}
        error={move.error}
        onConfirm={(reason) =>
          opening &&
          void move
            .send({ path: { id: opening.id }, version: opening.version, body: { to: 'open', reason } })
            .then((done) => done && setOpening(null))
        }
      />
    </>
  );
}
