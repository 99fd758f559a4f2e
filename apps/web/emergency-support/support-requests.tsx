import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Schemas } from '../api/api.js';
import { useAct } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { ActDialog } from '../ui/act-dialog.js';
import { usePageActs } from '../ui/page-acts.js';
import { Status, type Tone } from '../ui/status.js';
import style from '../ui/ui.module.css';

export type SupportRequest = Schemas['SupportRequestDto'];
const tones: Readonly<Record<string, Tone>> = { amber: 'warn', withdrawn: 'new', done: 'good' };

const isOffered = ({ state }: SupportRequest, isDesk: boolean): boolean => isDesk && state === 'amber';

/** The requests of one case with their reasons. */
export function SupportRequests({
  of: requests,
  isFlat = false,
}: {
  readonly of: readonly SupportRequest[];
  /** Between the lines of a page, as one act among others, and not in boxes. */
  readonly isFlat?: boolean;
}) {
  const { texts, say } = useApp();
  const isDesk = useUser().roles.includes('support');
  // beside the list: a colleague may open it first, and its button goes
  const [opening, setOpening] = useState<SupportRequest | null>(null);
  usePageActs(
    requests
      .filter((request) => isOffered(request, isDesk))
      .map((request) => ({
        name: texts.desk.openSupportOf(
          say({ textJa: request.serviceJa, textEn: request.serviceEn }),
          request.caseNumber,
        ),
        run: () => setOpening(request),
      })),
  );
  return (
    <>
      <ul className={style.plainList}>
        {requests.map((request) => (
          <li key={request.id} className={isFlat ? undefined : style.panel}>
            <div className={`${style.row} ${style.spread}`}>
              <strong>{say({ textJa: request.serviceJa, textEn: request.serviceEn })}</strong>
              <SupportState of={request} />
            </div>
            <SupportText of={request} />
            <OpenSupport of={request} onOpen={setOpening} isLoud={!isFlat} />
          </li>
        ))}
      </ul>
      {opening && <OpeningSupport key={opening.id} of={opening} onClose={() => setOpening(null)} />}
    </>
  );
}

export function SupportState({ of: { state, stateJa, stateEn } }: { readonly of: SupportRequest }) {
  const { say } = useApp();
  return <Status tone={tones[state] ?? 'working'}>{say({ textJa: stateJa, textEn: stateEn })}</Status>;
}

/** Since when it is asked for, why it stands as it does, and who opened it. */
export function SupportText({ of: request }: { readonly of: SupportRequest }) {
  const { texts, format, say } = useApp();
  const t = texts.desk;
  return (
    <>
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
    </>
  );
}

/** What waits for a person is opened by the desk; nothing for who does not, and where nothing waits. */
export function OpenSupport({
  of: request,
  onOpen,
  isLoud = false,
}: {
  readonly of: SupportRequest;
  readonly onOpen: (request: SupportRequest) => void;
  readonly isLoud?: boolean;
}) {
  const { texts } = useApp();
  const isDesk = useUser().roles.includes('support');
  if (!isOffered(request, isDesk)) return null;
  return (
    <Button size="compact-sm" variant={isLoud ? 'filled' : 'default'} onClick={() => onOpen(request)}>
      {texts.desk.openSupport}
    </Button>
  );
}

/** Opened by name and with a reason. */
export function OpeningSupport({
  of: { id, version },
  onClose,
}: {
  readonly of: SupportRequest;
  readonly onClose: () => void;
}) {
  const { texts } = useApp();
  const t = texts.desk;
  const move = useAct('post', '/support-requests/{id}/transitions');
  return (
    <ActDialog
      onClose={onClose}
      title={t.openSupport}
      lead={t.openSupportLead}
      label={t.why}
      keep={`support ${id}`}
      doing={move}
      send={(reason) => move.send({ path: { id }, version, body: { to: 'open', reason } })}
    />
  );
}
