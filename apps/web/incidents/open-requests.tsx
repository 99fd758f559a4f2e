import { useId, type ReactNode } from 'react';
import { count } from '#kernel';
import type { Schemas } from '../api/api.js';
import { useRunningSupport } from '../emergency-support/use-running-support.js';
import { useRead } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { LinkButton } from '../ui/link-button.js';
import { Box } from '../ui/parts.js';
import { Shown } from '../ui/shown.js';
import { Status } from '../ui/status.js';
import { useNow } from '../ui/use-now.js';
import style from './institution-case.module.css';
import { toMessages } from './use-part.js';

type Case = Schemas['CaseDto'];
type Open = Schemas['OpenMattersDto'];

/** What we ask of the institution, each with its day and its button: the first thing on its page of a case. */
export function AskedOfYou({ of: incident }: { readonly of: Case }) {
  const { texts, format, say } = useApp();
  const t = texts.cases;
  const open = useRead('/incidents/{id}/promises', { path: { id: incident.id } });
  const question = incident.supportOutlookQuestion;
  const many = (open.data?.requests.length ?? 0) + (question ? 1 : 0);
  return (
    <Box
      title={t.fromYou}
      heading={many > 0 ? texts.caseSections.asked(t.fromYou, format.count(count(many))) : t.fromYou}
      asks={many > 0}
    >
      <Shown of={open}>
        {({ requests }) =>
          many === 0 ? (
            <p>{t.nothingFromYou}</p>
          ) : (
            <ul>
              {question && (
                <Asked text={say(question)} below={t.questionFromUs}>
                  {(named) => (
                    <LinkButton {...named} to="/cases/$id" params={{ id: incident.id }} hash="support">
                      {texts.caseSections.answer}
                    </LinkButton>
                  )}
                </Asked>
              )}
              {requests.map((request, at) => (
                <Request
                  key={`${request.code} ${request.textJa}`}
                  of={request}
                  caseId={incident.id}
                  isFirst={at === 0 && !question}
                />
              ))}
            </ul>
          )
        }
      </Shown>
    </Box>
  );
}

/** The last moment of a day of Japan. */
const endOf = (day: string): string => `${day}T23:59:59+09:00`;

/** Something that is asked, with its act: its button is named by the text beside it. */
function Asked({
  text,
  below,
  children,
}: {
  readonly text: string;
  readonly below: ReactNode;
  readonly children: (named: { 'aria-describedby': string; className: string }) => ReactNode;
}) {
  const id = useId();
  return (
    <li className={style.asked}>
      <div>
        <span id={id}>{text}</span>
        <small>{below}</small>
      </div>
      {children({ 'aria-describedby': id, className: 'no-print' })}
    </li>
  );
}

function Request({
  of: request,
  caseId,
  isFirst,
}: {
  readonly of: Open['requests'][number];
  readonly caseId: string;
  readonly isFirst: boolean;
}) {
  const { texts, say, format } = useApp();
  const now = useNow();
  const { code, expenseId, isLate, dueOn } = request;
  const until = texts.cases.dueOn(format.shortDay(dueOn));
  const variant = isFirst ? 'filled' : 'default';
  const act = texts.caseSections.act[code];
  return (
    <Asked text={say(request)} below={<Due late={isLate}>{`${until}・${format.left(endOf(dueOn), now)}`}</Due>}>
      {(named) =>
        code.startsWith('account') ? (
          <LinkButton {...named} variant={variant} to="/accounts">
            {act}
          </LinkButton>
        ) : expenseId === null ? (
          <LinkButton
            {...named}
            variant={variant}
            to="/cases/$id"
            params={{ id: caseId }}
            hash={code === 'message' ? toMessages : 'documents'}
          >
            {act}
          </LinkButton>
        ) : (
          <LinkButton
            {...named}
            variant={variant}
            to="/expenses/$id"
            params={{ id: expenseId }}
            {...(code === 'papers' ? { hash: 'papers' } : {})}
          >
            {act}
          </LinkButton>
        )
      }
    </Asked>
  );
}

/** What we have promised the institution and not done yet, by when, and the support that is under way. */
export function DoneByUs({ of: incident }: { readonly of: Case }) {
  const { texts, say } = useApp();
  const t = texts.cases;
  const open = useRead('/incidents/{id}/promises', { path: { id: incident.id } });
  const support = useRunningSupport(incident.id);
  return (
    <Box title={t.fromUs} aside>
      <Shown of={open}>
        {({ promises }) =>
          promises.length === 0 && support.length === 0 ? (
            <p>{t.nothingFromUs}</p>
          ) : (
            <ul>
              {promises.map((promise) => (
                <Promised key={`${promise.code} ${promise.textJa}`} of={promise} />
              ))}
              {support.map(({ id, serviceJa, serviceEn, stateJa, stateEn }) => (
                <li key={id} className={style.done}>
                  <span>{say({ textJa: serviceJa, textEn: serviceEn })}</span>
                  <Status tone="working">{say({ textJa: stateJa, textEn: stateEn })}</Status>
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
    </Box>
  );
}

/** A promise with its time; one that is over says so. */
function Promised({ of: promise }: { readonly of: Open['promises'][number] }) {
  const { texts, format, say } = useApp();
  const until = promise.by ? format.moment(promise.by) : promise.byDay ? format.shortDay(promise.byDay) : null;
  return (
    <li className={style.done}>
      <span>{say(promise)}</span>
      {until && <Due late={promise.isLate}>{texts.cases.dueOn(until)}</Due>}
    </li>
  );
}

function Due({ late, children }: { readonly late: boolean; readonly children: string }) {
  const { texts } = useApp();
  return (
    <strong className={`${style.due} ${late ? style.late : ''}`}>
      {children}
      {late && `　⚠ ${texts.cases.overdue}`}
    </strong>
  );
}
