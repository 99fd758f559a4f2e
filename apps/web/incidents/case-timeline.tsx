import { useList } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { Section } from '../ui/page.js';
import { More } from '../ui/more.js';
import { Shown } from '../ui/shown.js';
import style from '../ui/ui.module.css';

/** What happened, oldest first, for the institution. */
export function CaseTimeline({ id }: { readonly id: string }) {
  const { texts, format, say } = useApp();
  const t = texts.cases;
  const list = useList('/incidents/{id}/timeline', { path: { id }, query: { limit: 100 } });
  return (
    <Section title={t.timeline}>
      <Shown of={{ ...list, data: list.items }}>
        {(lines) =>
          lines.length === 0 ? (
            <p>{t.timelineEmpty}</p>
          ) : (
            <ol className={style.steps}>
              {lines.map((line) => (
                <li key={line.id}>
                  <time dateTime={line.at} className={style.hint}>
                    {format.moment(line.at)}
                  </time>
                  <br />
                  {say(line)}
                </li>
              ))}
            </ol>
          )
        }
      </Shown>
      <More of={list} label={texts.shell.more} />
    </Section>
  );
}
