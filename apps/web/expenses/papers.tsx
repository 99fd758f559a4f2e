import type { Schemas } from '../api/api.js';
import { useApp } from '../text/use-text.js';
import { Status } from '../ui/status.js';
import style from '../ui/ui.module.css';

type Detail = Schemas['ExpenseDetailDto'];

/** The papers an expense needs, and which are there. */
export function Papers({ of: { evidence } }: { readonly of: Detail }) {
  const { texts, format, say } = useApp();
  const t = texts.expenses;
  if (evidence.needed.length === 0) return null;
  return (
    <ul className={style.plainList}>
      {evidence.needed.map((paper) => (
        <li key={paper.kind}>
          <Status tone={paper.receivedOn || paper.waived ? 'good' : 'warn'}>
            {`${say({ textJa: paper.nameJa, textEn: paper.nameEn })}：${
              paper.receivedOn
                ? `${t.paperHave}（${format.day(paper.receivedOn)}）`
                : paper.waived
                  ? t.paperWaived
                  : paper.locked
                    ? t.paperLocked
                    : t.paperMissing
            }`}
          </Status>
        </li>
      ))}
    </ul>
  );
}
