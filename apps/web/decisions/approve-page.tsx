import { Button, Checkbox } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { count } from '#kernel';
import { act, newKey, type Schemas } from '../api/api.js';
import { useCategoryName } from '../expenses/category-select.js';
import { readAnew, useRead } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { DoneNote } from '../ui/done-note.js';
import { Page, Shown } from '../ui/page.js';
import { ProblemNote } from '../ui/problem.js';
import { Status } from '../ui/status.js';
import style from '../ui/ui.module.css';
import { useNow } from '../ui/use-now.js';

type Approvable = Schemas['ApprovableDto'];

const asSeen = ({ expenseId, version, assessed }: Approvable): string => `${expenseId} ${version} ${assessed}`;

/**
 * What is clean, approved at once: payable as claimed, within one's authority, without a flag. Each is decided by
 * itself.
 */
export function ApprovePage() {
  const { texts, format, say } = useApp();
  const t = texts.decisions;
  const nameOf = useCategoryName();
  const client = useQueryClient();
  const query = useRead('/approvable-expenses', {});
  // what was ticked, as it was: a line that changes meanwhile is to be ticked again
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [done, setDone] = useState<string | null>(null);
  const [failed, setFailed] = useState<readonly { line: string; error: unknown }[]>([]);
  const [pending, setPending] = useState(false);
  const [approved, setApproved] = useState<readonly Schemas['DecisionDto'][]>([]);
  // the same line approved again after a lost answer has one effect
  const keys = useRef(new Map<string, string>());
  const nameOfLine = ({ caseNumber, line }: Approvable): string => `${caseNumber}　${texts.expenses.lineNo(line)}`;

  const approve = async (items: readonly Approvable[]): Promise<void> => {
    if (pending) return;
    setPending(true);
    setDone(null);
    const refused: { line: string; error: unknown }[] = [];
    const decided: Schemas['DecisionDto'][] = [];
    // one after the other: each takes from the limits before the next is assessed
    for (const item of items) {
      const name = asSeen(item);
      const key = keys.current.get(name) ?? newKey();
      keys.current.set(name, key);
      try {
        const decision = await act('post', '/expenses/{id}/decisions', {
          path: { id: item.expenseId },
          version: item.version,
          key,
          body: {
            kind: 'approve',
            textJa: t.defaultApprove,
            ...(item.assessed === null ? {} : { amount: item.assessed }),
          },
        });
        decided.push(decision);
      } catch (error) {
        refused.push({ line: nameOfLine(item), error });
      }
    }
    setFailed(refused);
    // what was approved before it can lift a line above the own authority: that one waits for a second signature
    const approved = decided.filter(({ state }) => state === 'approved');
    setApproved(approved);
    setDone(
      [
        t.doneCount(count(approved), count(items)),
        ...(approved.length < decided.length ? [t.waitingCount(count(decided.length - approved.length))] : []),
      ].join(' '),
    );
    setChosen(new Set());
    setPending(false);
    await readAnew(client);
  };

  return (
    <Page width="wide" title={t.approveSeveral}>
      <p className={style.hint}>{t.approveLead}</p>
      <DoneNote>{done}</DoneNote>
      <UndoAll
        key={approved[0]?.id ?? 'none'}
        of={approved}
        onDone={() => {
          setApproved([]);
          setDone(t.undone);
        }}
      />
      {failed.map(({ line, error }) => (
        <div key={line}>
          <strong>{line}</strong>
          <ProblemNote error={error} />
        </div>
      ))}
      <Shown of={query}>
        {({ items }) => {
          if (items.length === 0) return <p>{t.noApprovable}</p>;
          const clean = items.filter(({ flags }) => flags.length === 0);
          const taken = clean.filter((item) => chosen.has(asSeen(item)));
          return (
            <>
              <Checkbox
                my="md"
                label={t.chooseAll}
                checked={clean.length > 0 && taken.length === clean.length}
                indeterminate={taken.length > 0 && taken.length < clean.length}
                disabled={clean.length === 0}
                onChange={(event) => setChosen(new Set(event.currentTarget.checked ? clean.map(asSeen) : []))}
              />
              <table className={`${style.table} ${style.cards}`}>
                <thead>
                  <tr>
                    <th scope="col">{texts.expenses.title}</th>
                    <th scope="col">{texts.expenses.category}</th>
                    <th scope="col">{texts.expenses.institution}</th>
                    <th scope="col">{texts.expenses.claimed}</th>
                    <th scope="col">{texts.expenses.assessed}</th>
                    <th scope="col">{t.flags}</th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((item) => (
                    <tr key={item.expenseId}>
                      <td data-label={texts.expenses.title}>
                        <span className={style.row}>
                          {item.flags.length === 0 && (
                            <Checkbox
                              aria-label={t.choose(nameOfLine(item))}
                              checked={chosen.has(asSeen(item))}
                              onChange={(event) => {
                                const next = new Set(chosen);
                                if (event.currentTarget.checked) next.add(asSeen(item));
                                else next.delete(asSeen(item));
                                setChosen(next);
                              }}
                            />
                          )}
                          <Link to="/expenses/$id" params={{ id: item.expenseId }}>
                            {nameOfLine(item)}
                          </Link>
                        </span>
                      </td>
                      <td data-label={texts.expenses.category}>{nameOf(item.category)}</td>
                      <td data-label={texts.expenses.institution}>{item.institutionName ?? texts.cases.notMatched}</td>
                      <td data-label={texts.expenses.claimed} className={style.number}>
                        {format.yen(item.claimed)}
                      </td>
                      <td data-label={texts.expenses.assessed} className={style.number}>
                        {item.assessed === null ? t.noAssessment : format.yen(item.assessed)}
                      </td>
                      <td data-label={t.flags}>
                        {item.flags.length === 0 ? (
                          <Status tone="good">{t.clean}</Status>
                        ) : (
                          <ul className={style.plainList}>
                            {item.flags.map((flag) => (
                              <li key={flag.code}>
                                <Status tone="warn">{say(flag)}</Status>
                              </li>
                            ))}
                          </ul>
                        )}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
              <Button mt="md" disabled={taken.length === 0} loading={pending} onClick={() => void approve(taken)}>
                {t.approveChosen(count(taken))}
              </Button>
            </>
          );
        }}
      </Shown>
    </Page>
  );
}

/** Takes back what was just approved, while that is possible. */
function UndoAll({
  of: decisions,
  onDone,
}: {
  readonly of: readonly Schemas['DecisionDto'][];
  readonly onDone: () => void;
}) {
  const { texts } = useApp();
  const t = texts.decisions;
  const client = useQueryClient();
  const now = useNow(1_000);
  const [error, setError] = useState<unknown>(null);
  const [pending, setPending] = useState(false);
  const undoable = decisions.filter(({ finalAt }) => Date.parse(finalAt ?? '') > now);
  const left = Math.ceil((Math.min(...undoable.map(({ finalAt }) => Date.parse(finalAt ?? ''))) - now) / 1_000);
  if (undoable.length === 0) return <ProblemNote error={error} />;
  const undo = async (): Promise<void> => {
    setPending(true);
    try {
      // the last one first: what it took from the limits is given back before the one before it
      for (const { id } of undoable.toReversed())
        await act('post', '/decisions/{id}/undos', { path: { id }, key: `undo-${id}` });
      onDone();
    } catch (reason) {
      setError(reason);
    } finally {
      setPending(false);
      await readAnew(client);
    }
  };
  return (
    <p className={style.row}>
      <Button size="sm" variant="default" loading={pending} onClick={() => void undo()}>
        {t.undo}
      </Button>
      <span aria-hidden="true">{t.undoLeft(left)}</span>
    </p>
  );
}
