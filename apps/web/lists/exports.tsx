import { Button, Group, Modal, Stack } from '@mantine/core';
import { count, type InsurerList } from '#kernel';
import type { Schemas } from '../api/api.js';
import { useAct, useRead } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { ProblemNote } from '../ui/problem.js';
import { Shown } from '../ui/shown.js';
import { Status, type Tone } from '../ui/status.js';
import style from '../ui/ui.module.css';
import own from './lists.module.css';

type Export = Schemas['ExportDto'];

const isRunning = ({ state }: Export): boolean => state === 'waiting' || state === 'writing';
/** So often it is asked how far an export is (ms). */
const everyMs = 1_000;

/** The reader's own exports, read again while one of them is written. */
export function useOwnExports(enabled: boolean) {
  const asked = { query: { limit: 10 } };
  const now = useRead('/exports', asked, { enabled });
  const running = now.data?.items.some(isRunning) ?? false;
  return { ...useRead('/exports', asked, { enabled, every: running && everyMs }), running };
}

/** Asks for a list as a file, and shows what was asked for before: one may leave it and come back. */
export function Exports({
  list,
  conditions,
  columns,
  own: exports,
  onClose,
}: {
  readonly list: InsurerList;
  readonly conditions: string;
  readonly columns: readonly string[] | undefined;
  readonly own: ReturnType<typeof useOwnExports>;
  readonly onClose: () => void;
}) {
  const { texts, language } = useApp();
  const t = texts.list;
  const ask = useAct('post', '/exports');
  const start = (format: Export['format']): void =>
    void ask.send({
      body: {
        list,
        format,
        language,
        ...(conditions === '' ? {} : { conditions }),
        ...(columns ? { columns: [...columns] } : {}),
      },
    });
  return (
    <Modal opened onClose={onClose} title={t.export} closeButtonProps={{ 'aria-label': texts.common.close }} size="lg">
      <Stack>
        <p>{t.exportLead}</p>
        <Group>
          <Button loading={ask.pending} onClick={() => start('xlsx')}>
            {t.excel}
          </Button>
          <Button variant="default" loading={ask.pending} onClick={() => start('csv')}>
            {t.csv}
          </Button>
        </Group>
        <ProblemNote error={ask.error} />
        <section aria-label={t.exports}>
          <h3 className={style.sub}>{t.exports}</h3>
          <Shown of={exports}>
            {({ items }) =>
              items.length === 0 ? (
                <p className={style.hint}>{t.noExports}</p>
              ) : (
                <ul className={own.exports}>
                  {items.map((one) => (
                    <li key={one.id}>
                      <ExportLine of={one} />
                    </li>
                  ))}
                </ul>
              )
            }
          </Shown>
        </section>
      </Stack>
    </Modal>
  );
}

const tones: Readonly<Record<string, Tone>> = { waiting: 'waiting', ready: 'good', failed: 'bad', expired: 'new' };

/** One export: how far it is, its file, or why there is none. */
function ExportLine({ of: one }: { readonly of: Export }) {
  const { texts, format, say } = useApp();
  const t = texts.list;
  const many = (value: number): string => format.count(count(value));
  return (
    <>
      <span>{say(one.listName)}</span>
      <span>{one.format === 'csv' ? t.csv : t.excel}</span>
      <time dateTime={one.askedAt}>{format.moment(one.askedAt)}</time>
      <Status tone={tones[one.state] ?? 'working'}>{say({ textJa: one.stateJa, textEn: one.stateEn })}</Status>
      {one.state === 'writing' && (
        <>
          <progress
            max={Math.max(1, one.rowsExpected ?? 1)}
            value={one.rowsExpected === null ? undefined : one.rowsDone}
            aria-label={say(one.listName)}
          />
          <span>{t.exportRunning(many(one.rowsDone), one.rowsExpected === null ? null : many(one.rowsExpected))}</span>
        </>
      )}
      {one.state === 'ready' && (
        <>
          <a href={`/api/v1/exports/${one.id}/content`} download>
            {t.download(one.fileName)}
          </a>
          <span className={style.hint}>
            {t.exportRows(many(one.rowsDone))}
            {one.fileBytes !== null && `　${format.size(one.fileBytes)}`}
            {one.expiresAt !== null && `　${t.keptUntil(format.shortDay(one.expiresAt))}`}
          </span>
        </>
      )}
      {one.failure && <span>{say(one.failure)}</span>}
    </>
  );
}
