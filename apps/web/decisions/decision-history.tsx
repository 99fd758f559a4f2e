import type { Schemas } from '../api/api.js';
import { useApp } from '../text/use-text.js';
import { Status } from '../ui/status.js';
import style from '../ui/ui.module.css';
import { Block } from '../ui/work-frame.js';

/** Every decision on an expense with its signatures, newest first. */
export function DecisionHistory({ of: expense }: { readonly of: Schemas['ExpenseDetailDto'] }) {
  const { texts } = useApp();
  const t = texts.decisions;
  return (
    <Block title={t.history}>
      <ul className={style.plainList}>
        {expense.decisions.map((decision) => (
          <li key={decision.id}>
            <DecisionText of={decision} />
          </li>
        ))}
      </ul>
    </Block>
  );
}

/** What the rules left open, as the proposer answered it, with the reason: for the insurer alone. */
function Answers({ of: { answers } }: { readonly of: Schemas['DecisionDto'] }) {
  const { texts, say } = useApp();
  const t = texts.decisions;
  if (answers.length === 0) return null;
  return (
    <ul className={style.plainList} aria-label={t.answersTitle}>
      {answers.map((answer) => (
        <li key={answer.code} className={`${style.panel} ${style.soft} ${style.typed}`}>
          {say(answer)}
          <br />
          <strong>{answer.answer === 'covered' ? t.gateCovered : t.gateNotCovered}</strong>
          <br />
          <span className={style.hint}>{t.gateReason}：</span>
          {answer.reason}
        </li>
      ))}
    </ul>
  );
}

/** One decision in words. */
export function DecisionText({ of: decision }: { readonly of: Schemas['DecisionDto'] }) {
  const { texts, format } = useApp();
  const t = texts.decisions;
  return (
    <>
      <p className={`${style.row} ${style.spread}`}>
        <strong>
          {t.kind[decision.kind]}　{format.yen(decision.amount)}
        </strong>
        <Status tone={decision.state === 'approved' ? 'good' : decision.state === 'open' ? 'warn' : 'new'}>
          {t.decisionState[decision.state]}
        </Status>
      </p>
      <p className={style.typed}>
        <strong>{t.textForInstitution}：</strong>
        {decision.textJa}
      </p>
      {decision.reasons.length > 0 && (
        <ul>
          {decision.reasons.map((reason) => (
            <li key={`${reason.code} ${reason.text}`} className={style.typed}>
              {t.reasons[reason.code]}
              {reason.amount === null ? '' : `　${format.yen(reason.amount)}`}
              <br />
              <span className={style.hint}>{t.insideWord}：</span>
              {reason.text}
            </li>
          ))}
        </ul>
      )}
      <Answers of={decision} />
      <p className={style.hint}>
        {t.proposedBy}：{t.by(decision.proposedByName)}　{format.moment(decision.proposedAt)}
        {decision.acts.map((act) => (
          <span key={`${act.kind} ${act.at}`}>
            <br />
            {t.acts[act.kind]}：{t.by(act.personName)}　{format.moment(act.at)}
            {act.articles.map(({ article }) => `　${article}`).join('')}
            {act.note ? `　${act.note}` : ''}
          </span>
        ))}
      </p>
    </>
  );
}
