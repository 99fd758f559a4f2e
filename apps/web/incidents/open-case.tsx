import { Button, Radio, Stack } from '@mantine/core';
import { useState } from 'react';
import type { Schemas } from '../api/api.js';
import { useAct, useRead } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { Shown } from '../ui/shown.js';
import { ProblemNote } from '../ui/problem.js';
import style from '../ui/ui.module.css';

type Adjuster = Schemas['AdjusterDto'];

/** Names the adjuster in charge, chosen by what they can assess and have to do, and opens the case. */
export function OpenCase({ of: incident }: { readonly of: Schemas['CaseDto'] }) {
  const { texts } = useApp();
  const t = texts.cases;
  const adjusters = useRead('/incidents/{id}/adjusters', { path: { id: incident.id } });
  const [chosen, setChosen] = useState<string | null>(null);
  const move = useAct('post', '/incidents/{id}/transitions');
  return (
    <>
      <p className={style.hint}>{t.openLead}</p>
      <Shown of={adjusters}>
        {({ items }) => {
          const adjusterId = chosen ?? proposed(items)?.id ?? '';
          return (
            <Stack>
              <Radio.Group label={t.adjuster} value={adjusterId} onChange={setChosen}>
                <Stack gap="xs" mt="xs">
                  {items.map((adjuster) => (
                    <Radio
                      key={adjuster.id}
                      value={adjuster.id}
                      label={adjuster.name}
                      description={<Standing of={adjuster} />}
                    />
                  ))}
                </Stack>
              </Radio.Group>
              {items.length === 0 && <p>{t.noAdjusters}</p>}
              <ProblemNote error={move.error} />
              <Button
                loading={move.pending}
                disabled={adjusterId === ''}
                onClick={() => void move.send({ path: { id: incident.id }, body: { to: 'open', adjusterId } })}
              >
                {t.openCase}
              </Button>
            </Stack>
          );
        }}
      </Shown>
    </>
  );
}

/** The first of the list, where somebody has taken an expense or is there to take one; else the desk chooses. */
const proposed = ([first]: readonly Adjuster[]): Adjuster | undefined =>
  first && (first.tookFirst || first.onDuty) ? first : undefined;

/** Whether an adjuster took an expense of the case, is there, has room, and what they can assess. */
export function Standing({ of: adjuster }: { readonly of: Adjuster }) {
  const { texts, say, language } = useApp();
  const t = texts.cases;
  const skills = adjuster.skills.map(({ laneJa, laneEn }) => say({ textJa: laneJa, textEn: laneEn }));
  return (
    <>
      {[
        ...(adjuster.tookFirst ? [t.tookFirst] : []),
        adjuster.capacity === null ? t.offDuty(adjuster.openItems) : t.onDuty(adjuster.openItems, adjuster.capacity),
        skills.length === 0 ? t.noSkills : `${t.skills}${skills.join(language === 'ja' ? '、' : ', ')}`,
      ].join('　')}
    </>
  );
}
