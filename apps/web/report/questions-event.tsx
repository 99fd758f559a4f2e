import { Button, Checkbox, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { dayInJapan } from '#kernel';
import { useSpeech } from '../text/language.js';
import type { ReportEntryText } from '../text/ja/report.js';
import { CountryField } from '../ui/country-field.js';
import { DayField, LongText, TimeField } from '../ui/fields.js';
import { typedMoment } from '../ui/typed-moment.js';
import { checks } from '../ui/typed-values.js';
import { useNow } from '../ui/use-now.js';
import { careEffects, doors, longestDescription, losses, raisers } from './draft.js';
import { Heading } from './heading.js';
import { Choice, Form, type Asked } from './question-parts.js';

export function Door({ answers, answered }: Asked) {
  const { report: t } = useSpeech<ReportEntryText>().texts;
  return (
    <>
      <Heading>{t.doorQuestion}</Heading>
      {doors.map((door) => (
        <Choice
          key={door}
          {...t.doors[door]}
          chosen={answers.door === door}
          onChoose={() =>
            answered({
              door,
              // words that the person wrote stay
              ...(answers.describedByDoor || answers.description.trim() === ''
                ? { description: t.descriptions[door], describedByDoor: true }
                : {}),
              ...(door === 'warned' ? {} : { raisedBy: null }),
              ...(door === 'lost' ? {} : { lost: null }),
            })
          }
        />
      ))}
    </>
  );
}

export function RaisedBy({ answers, answered }: Asked) {
  const { report: t, common } = useSpeech<ReportEntryText>().texts;
  return (
    <>
      <Heading>{t.raisedByQuestion}</Heading>
      {raisers.map((raisedBy) => (
        <Choice
          key={raisedBy}
          name={t.raisedBy[raisedBy]}
          chosen={answers.raisedBy === raisedBy}
          onChoose={() => answered({ raisedBy })}
        />
      ))}
      <Choice name={common.unknown} chosen={false} onChoose={() => answered({ raisedBy: null })} />
    </>
  );
}

export function Lost({ answers, answered }: Asked) {
  const { report: t, common } = useSpeech<ReportEntryText>().texts;
  return (
    <>
      <Heading>{t.lostQuestion}</Heading>
      {losses.map((lost) => (
        <Choice key={lost} {...t.lost[lost]} chosen={answers.lost === lost} onChoose={() => answered({ lost })} />
      ))}
      <Choice name={common.unknown} chosen={false} onChoose={() => answered({ lost: null })} />
    </>
  );
}

export function Description({ answers, answer, answered }: Asked) {
  const { report: t, common } = useSpeech<ReportEntryText>().texts;
  const [asked, setAsked] = useState(false);
  const fault = checks(common).text(longestDescription)(answers.description);
  return (
    <Form
      onNext={() => {
        setAsked(true);
        if (fault === null) answered();
      }}
    >
      <Heading>{t.descriptionQuestion}</Heading>
      <LongText
        label={t.descriptionLabel}
        description={t.descriptionHint}
        rows={5}
        most={longestDescription}
        tooLong={common.tooLong}
        value={answers.description}
        onChange={(description) => answer({ description, describedByDoor: false })}
        error={asked && fault}
      />
    </Form>
  );
}

export function Discovered({ answers, answered }: Asked) {
  const { texts, format } = useSpeech<ReportEntryText>();
  const { report: t, common } = texts;
  const [typing, setTyping] = useState(false);
  const [day, setDay] = useState(() =>
    (answers.discoveredAt ? dayInJapan(answers.discoveredAt) : dayInJapan(new Date())).replaceAll('-', '/'),
  );
  const [time, setTime] = useState(() => (answers.discoveredAt ? format.time(answers.discoveredAt) : ''));
  const [asked, setAsked] = useState(false);
  const now = useNow();
  const at = typedMoment(day, time);
  const check = checks(common);
  const ahead = at !== null && Date.parse(at) > now ? t.discoveredFuture : null;
  if (!typing)
    return (
      <>
        <Heading>{t.discoveredQuestion}</Heading>
        <Choice
          name={t.discoveredNow}
          chosen={false}
          onChoose={() => answered({ discoveredAt: new Date().toISOString() })}
        />
        <Choice
          name={t.discoveredAt}
          {...(answers.discoveredAt ? { hint: format.moment(answers.discoveredAt) } : {})}
          chosen={answers.discoveredAt !== null}
          onChoose={() => setTyping(true)}
        />
        <Choice name={common.unknown} chosen={false} onChoose={() => answered({ discoveredAt: null })} />
      </>
    );
  return (
    <Form
      onNext={() => {
        setAsked(true);
        if (at !== null && Date.parse(at) <= Date.now()) answered({ discoveredAt: at });
      }}
    >
      <Heading>{t.discoveredQuestion}</Heading>
      <DayField past label={t.discoveredDay} value={day} onChange={setDay} error={asked && check.pastDay(day)} />
      <TimeField
        label={t.discoveredTime}
        value={time}
        onChange={setTime}
        error={asked && (check.time(time) ?? ahead)}
      />
    </Form>
  );
}

export function Care({ answers, answer, answered }: Asked) {
  const { report: t, common } = useSpeech<ReportEntryText>().texts;
  const ticked = Array.isArray(answers.care) ? answers.care : [];
  return (
    <>
      <Heading>{t.careQuestion}</Heading>
      <Checkbox.Group
        label={t.careHint}
        value={[...ticked]}
        onChange={(care) =>
          answer({ care: care.length === 0 ? null : careEffects.filter((effect) => care.includes(effect)) })
        }
      >
        <Stack gap="sm" mt="xs">
          {careEffects.map((effect) => (
            <Checkbox key={effect} size="lg" value={effect} label={t.care[effect]} />
          ))}
        </Stack>
      </Checkbox.Group>
      {ticked.length > 0 ? (
        <Button onClick={() => answered()}>{common.next}</Button>
      ) : (
        <>
          <Choice name={t.careNone} chosen={answers.care === 'none'} onChoose={() => answered({ care: 'none' })} />
          <Choice name={common.unknown} chosen={false} onChoose={() => answered({ care: null })} />
        </>
      )}
    </>
  );
}

export function Place({ answers, answer, answered }: Asked) {
  const { report: t, common } = useSpeech<ReportEntryText>().texts;
  const [abroad, setAbroad] = useState(answers.abroad);
  if (!abroad)
    return (
      <>
        <Heading>{t.placeQuestion}</Heading>
        <Choice
          name={t.placeJapan}
          chosen={answers.country === 'JP'}
          onChoose={() => answered({ country: 'JP', abroad: false, domesticEffect: null })}
        />
        <Choice
          name={t.placeAbroad}
          chosen={false}
          onChoose={() => {
            setAbroad(true);
            answer({ country: null, abroad: true });
          }}
        />
        <Choice
          name={t.placeUnknown}
          chosen={false}
          onChoose={() => answered({ country: null, abroad: false, domesticEffect: null })}
        />
      </>
    );
  const effects: readonly (readonly [boolean | null, string])[] = [
    [true, common.yes],
    [false, common.no],
    [null, common.unknown],
  ];
  return (
    <>
      <Heading>{t.placeQuestion}</Heading>
      <CountryField
        abroad
        label={t.country}
        value={answers.country ?? ''}
        onChange={(code) => answer({ country: code || null })}
      />
      <Text fw={700}>{t.domesticEffectQuestion}</Text>
      {effects.map(([domesticEffect, name]) => (
        <Choice
          key={name}
          name={name}
          chosen={answers.domesticEffect === domesticEffect && domesticEffect !== null}
          onChoose={() => answered({ domesticEffect })}
        />
      ))}
      <Button
        variant="default"
        onClick={() => {
          setAbroad(false);
          answer({ country: null, abroad: false, domesticEffect: null });
        }}
      >
        {t.placeJapan}
      </Button>
    </>
  );
}
