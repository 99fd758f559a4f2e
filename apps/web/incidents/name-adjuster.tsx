import { Button, Radio, Stack } from '@mantine/core';
import { useState } from 'react';
import type { Schemas } from '../api/api.js';
import { useNotice } from '../shell/notice.js';
import { useAct, useRead } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { LongText } from '../ui/fields.js';
import { ProblemNote } from '../ui/problem.js';
import { Shown } from '../ui/shown.js';
import { checks } from '../ui/typed-values.js';
import style from '../ui/ui.module.css';
import { useKept } from '../ui/use-kept.js';
import { Standing } from './open-case.js';

type Case = Schemas['CaseDto'];
const longest = 2_000;
interface Typed {
  readonly chosen: string;
  readonly reason: string;
}
const blank: Typed = { chosen: '', reason: '' };

/** Names another adjuster in charge, chosen by what they can assess and have to do, with the reason. */
export function NameAdjuster({ of: incident, onDone }: { readonly of: Case; readonly onDone: () => void }) {
  const { texts } = useApp();
  const t = texts.casePage;
  const tell = useNotice();
  const adjusters = useRead('/incidents/{id}/adjusters', { path: { id: incident.id } });
  const act = useAct('post', '/incidents/{id}/adjusters-in-charge');
  const form = useKept<Typed>(`new-adjuster ${incident.id}`, blank);
  const others = adjusters.data?.items.filter(({ id }) => id !== incident.adjusterInChargeId) ?? [];
  // who was chosen earlier may be in charge by now, or assess no more
  const chosen = others.some(({ id }) => id === form.value.chosen) ? form.value.chosen : '';
  const change = (more: Partial<Typed>): void => form.change({ ...form.value, ...more });
  const [asked, setAsked] = useState(false);
  const fault = checks(texts.common).text(longest)(form.value.reason);
  const send = async (): Promise<void> => {
    setAsked(true);
    if (chosen === '' || fault !== null) return;
    const body = { adjusterId: chosen, reason: form.value.reason.trim() };
    // the case that was seen: should somebody have changed it, nothing is named unseen
    const done = await act.send({ path: { id: incident.id }, version: incident.version, body }, form.clear);
    if (!done) return;
    tell(t.adjusterChanged(done.adjusterInChargeName ?? ''));
    onDone();
  };
  return (
    <>
      <p className={style.hint}>
        {incident.adjusterInChargeName === null
          ? t.changeAdjusterNobody
          : t.changeAdjusterLead(incident.adjusterInChargeName)}
      </p>
      <Shown of={adjusters}>
        {() => (
          <Stack>
            <Radio.Group
              label={texts.cases.adjuster}
              value={chosen}
              onChange={(id) => change({ chosen: id })}
              error={asked && chosen === '' ? texts.common.fieldEmpty : undefined}
            >
              <Stack gap="xs" mt="xs">
                {others.map((adjuster) => (
                  <Radio
                    key={adjuster.id}
                    value={adjuster.id}
                    label={adjuster.name}
                    description={<Standing of={adjuster} />}
                  />
                ))}
              </Stack>
            </Radio.Group>
            <LongText
              label={t.changeAdjusterReason}
              description={texts.decisions.goesInto.inside}
              rows={2}
              most={longest}
              value={form.value.reason}
              onChange={(reason) => change({ reason })}
              error={asked && fault}
            />
            <ProblemNote error={act.error} />
            <Button loading={act.pending} onClick={() => void send()}>
              {t.changeAdjusterDone}
            </Button>
          </Stack>
        )}
      </Shown>
    </>
  );
}
