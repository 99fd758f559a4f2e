import type { ReactNode } from 'react';
import type { Schemas } from '../api/api.js';
import { useApp } from '../text/use-text.js';
import { Status } from '../ui/status.js';
import style from '../ui/ui.module.css';

type Detail = Schemas['ExpenseDetailDto'];

type Paper = Detail['evidence']['needed'][number];

/** The papers an expense needs, and which are there. `short`: one line each; `beside`: what can be done about one. */
export function Papers({
  of: { evidence },
  short = false,
  beside,
}: {
  readonly of: Detail;
  readonly short?: boolean;
  readonly beside?: (paper: Paper) => ReactNode;
}) {
  const { texts, format, say } = useApp();
  const t = texts.expenses;
  if (evidence.needed.length === 0) return null;
  const have = (day: string): string =>
    short ? t.paperHaveOn(format.shortDay(day)) : `：${t.paperHave}（${format.day(day)}）`;
  return (
    <ul className={style.plainList}>
      {evidence.needed.map((paper) => (
        <li key={paper.kind}>
          <Status tone={paper.receivedOn || paper.waived ? 'good' : 'warn'}>
            {`${say({ textJa: paper.nameJa, textEn: paper.nameEn })}${
              paper.receivedOn
                ? have(paper.receivedOn)
                : `：${paper.waived ? t.paperWaived : paper.locked ? t.paperLocked : t.paperMissing}`
            }`}
          </Status>
          {beside?.(paper)}
        </li>
      ))}
    </ul>
  );
}
