import { Button, Checkbox, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useEffect, useEffectEvent, useState, type ReactNode } from 'react';
import { dayInJapan } from '#kernel';
import { read, type Schemas } from '../api/api.js';
import { useSpeech } from '../text/language.js';
import type { ReportEntryText } from '../text/ja/report.js';
import { countriesIn } from '../ui/countries.js';
import { typedMoment } from '../ui/typed-moment.js';
import { useNow } from '../ui/use-now.js';
import {
  after,
  careEffects,
  doors,
  firstUnanswered,
  hasInstitution,
  isPhone,
  raisers,
  type Answers,
  type Draft,
  type Reporter,
  type Step,
} from './draft.js';
import { Heading } from './heading.js';
import style from './report.module.css';

interface QuestionProps {
  readonly step: Step;
  readonly draft: Draft;
  readonly change: (to: (draft: Draft) => Draft) => void;
  readonly reporter: Reporter;
  readonly goTo: (step: Step) => void;
  readonly all: readonly Step[];
  readonly onBack: (() => void) | null;
}

interface Asked extends QuestionProps {
  readonly answers: Answers;
  /** Keeps an answer. */
  readonly answer: (more: Partial<Answers>) => void;
  /** Keeps an answer and goes on. */
  readonly answered: (more?: Partial<Answers>) => void;
}

/** One question a page. */
export function Question(props: QuestionProps) {
  const { texts } = useSpeech<ReportEntryText>();
  const { step, draft, change, goTo, all, onBack } = props;
  const answer = (more: Partial<Answers>): void => change((now) => ({ ...now, answers: { ...now.answers, ...more } }));
  const answered = (more: Partial<Answers> = {}): void => {
    answer(more);
    // what was just answered may bring another question
    const next =
      step === 'door' && more.door === 'warned' ? 'raisedBy' : step === 'door' ? 'description' : after(step, all);
    goTo(next);
  };
  const Page = pages[step];
  return (
    <Stack gap="md">
      <Page {...props} answers={draft.answers} answer={answer} answered={answered} />
      {onBack && (
        <Button variant="default" onClick={onBack}>
          {texts.common.back}
        </Button>
      )}
    </Stack>
  );
}

function Choice({
  name,
  hint,
  chosen,
  onChoose,
}: {
  readonly name: string;
  readonly hint?: string;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}) {
  return (
    <button type="button" className={style.choice} aria-pressed={chosen} onClick={onChoose}>
      <span className={style.choiceName}>{name}</span>
      {hint && <span className={style.hint}>{hint}</span>}
    </button>
  );
}

function Door({ answers, answered }: Asked) {
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
            })
          }
        />
      ))}
    </>
  );
}

function RaisedBy({ answers, answered }: Asked) {
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

function Description({ answers, answer, answered }: Asked) {
  const { report: t, common } = useSpeech<ReportEntryText>().texts;
  const [asked, setAsked] = useState(false);
  const empty = answers.description.trim() === '';
  return (
    <Form
      onNext={() => {
        setAsked(true);
        if (!empty) answered();
      }}
    >
      <Heading>{t.descriptionQuestion}</Heading>
      <Textarea
        label={t.descriptionLabel}
        description={t.descriptionHint}
        rows={5}
        maxLength={5000}
        value={answers.description}
        onChange={(event) => answer({ description: event.currentTarget.value, describedByDoor: false })}
        error={asked && empty ? common.fieldEmpty : undefined}
      />
    </Form>
  );
}

function Discovered({ answers, answered }: Asked) {
  const { texts, format } = useSpeech<ReportEntryText>();
  const { report: t, common } = texts;
  const [typing, setTyping] = useState(false);
  const [day, setDay] = useState(() =>
    (answers.discoveredAt ? dayInJapan(answers.discoveredAt) : dayInJapan(new Date())).replaceAll('-', '/'),
  );
  const [time, setTime] = useState(() => (answers.discoveredAt ? format.time(answers.discoveredAt) : ''));
  const [asked, setAsked] = useState(false);
  const now = useNow();
  const typed = typedMoment(day, time);
  const faults = asked
    ? {
        day: typed.dayOf === null,
        time: typed.timeOf === null,
        ahead: typed.at !== null && Date.parse(typed.at) > now,
      }
    : null;
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
        if (typed.at !== null && Date.parse(typed.at) <= Date.now()) answered({ discoveredAt: typed.at });
      }}
    >
      <Heading>{t.discoveredQuestion}</Heading>
      <TextInput
        label={t.discoveredDay}
        description={common.dayExample}
        value={day}
        onChange={(event) => setDay(event.currentTarget.value)}
        error={faults?.day ? common.dayUnreadable : undefined}
      />
      <TextInput
        label={t.discoveredTime}
        description={common.timeExample}
        value={time}
        onChange={(event) => setTime(event.currentTarget.value)}
        error={faults?.time ? common.timeUnreadable : faults?.ahead ? t.discoveredFuture : undefined}
      />
    </Form>
  );
}

function Care({ answers, answer, answered }: Asked) {
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

function Place({ answers, answer, answered }: Asked) {
  const { texts, language } = useSpeech<ReportEntryText>();
  const { report: t, common } = texts;
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
      <label className={style.label}>
        {t.country}
        <select
          className={style.select}
          value={answers.country ?? ''}
          onChange={(event) => answer({ country: event.currentTarget.value || null })}
        >
          <option value="">{t.countryChoose}</option>
          {countriesIn(language)
            .filter(({ code }) => code !== 'JP')
            .map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
        </select>
      </label>
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

function Contact({ answers, answer, answered, reporter }: Asked) {
  const { report: t, common } = useSpeech<ReportEntryText>().texts;
  const [asked, setAsked] = useState(false);
  const noName = answers.name.trim() === '';
  // the name of whoever is signed in, until something is typed
  const propose = useEffectEvent((name: string) => {
    if (noName) answer({ name });
  });
  useEffect(() => {
    if (reporter) propose(reporter.displayName);
  }, [reporter]);
  return (
    <Form
      onNext={() => {
        setAsked(true);
        if (!noName && isPhone(answers.phone)) answered();
      }}
    >
      <Heading>{t.contactQuestion}</Heading>
      <Text className={style.hint}>{t.contactHint}</Text>
      <TextInput
        label={t.name}
        autoComplete="name"
        maxLength={200}
        value={answers.name}
        onChange={(event) => answer({ name: event.currentTarget.value })}
        error={asked && noName ? common.fieldEmpty : undefined}
      />
      <TextInput
        label={t.phone}
        description={t.phoneExample}
        type="tel"
        autoComplete="tel"
        maxLength={50}
        value={answers.phone}
        onChange={(event) => answer({ phone: event.currentTarget.value })}
        error={asked && !isPhone(answers.phone) ? common.phoneWrong : undefined}
      />
    </Form>
  );
}

function Institution({ answers, answer, answered, reporter }: Asked) {
  const { report: t } = useSpeech<ReportEntryText>().texts;
  const [asked, setAsked] = useState(false);
  const isAgent = reporter?.roles.includes('agent') ?? false;
  const [clients, setClients] = useState<readonly Schemas['InstitutionSummary'][]>([]);
  useEffect(() => {
    if (isAgent)
      read('/institutions', { query: { limit: 200 } }).then(
        ({ items }) => setClients(items),
        () => undefined,
      );
  }, [isAgent]);
  return (
    <Form
      onNext={() => {
        setAsked(true);
        if (hasInstitution(answers)) answered();
      }}
    >
      <Heading>{t.institutionQuestion}</Heading>
      {isAgent ? (
        clients.map(({ id, name }) => (
          <Choice
            key={id}
            name={name}
            chosen={answers.institutionId === id}
            onChoose={() => answered({ institutionId: id })}
          />
        ))
      ) : (
        <>
          <TextInput
            label={t.institutionName}
            maxLength={200}
            value={answers.institutionName}
            onChange={(event) => answer({ institutionName: event.currentTarget.value })}
            error={asked && !hasInstitution(answers) ? t.institutionEither : undefined}
          />
          <TextInput
            label={t.policyNumber}
            maxLength={40}
            value={answers.policyNumber}
            onChange={(event) => answer({ policyNumber: event.currentTarget.value })}
          />
        </>
      )}
    </Form>
  );
}

function Check({ answers, change, reporter, goTo, all }: Asked) {
  const { texts, format, language } = useSpeech<ReportEntryText>();
  const { report: t } = texts;
  const place =
    answers.country === 'JP'
      ? t.placeJapan
      : answers.country !== null
        ? new Intl.DisplayNames([language], { type: 'region' }).of(answers.country)
        : answers.abroad
          ? t.placeAbroad
          : null;
  const said: Readonly<Record<Exclude<Step, 'check'>, string | null | undefined>> = {
    door: answers.door && t.doors[answers.door].name,
    raisedBy: answers.raisedBy && t.raisedBy[answers.raisedBy],
    description: answers.description,
    discovered: answers.discoveredAt && format.moment(answers.discoveredAt),
    care: answers.care === 'none' ? t.careNone : answers.care?.map((effect) => t.care[effect]).join('、'),
    place,
    contact: [answers.name, answers.phone].filter((text) => text.trim() !== '').join('　'),
    institution: [answers.institutionName, answers.policyNumber].filter((text) => text.trim() !== '').join('　'),
  };
  return (
    <>
      <Heading>{t.checkQuestion}</Heading>
      <Text className={style.hint}>{t.checkHint}</Text>
      <dl className={style.answers}>
        {all
          .filter((step) => step !== 'check')
          .map((step) => (
            <div key={step} className={style.answer}>
              <dt>{t.answers[step]}</dt>
              <dd>{said[step] || t.noAnswer}</dd>
              <button
                type="button"
                className={style.language}
                onClick={() => goTo(step)}
                aria-label={`${t.answers[step]}：${t.change}`}
              >
                {t.change}
              </button>
            </div>
          ))}
      </dl>
      <Button
        size="lg"
        onClick={() => {
          const missing = firstUnanswered(answers, reporter);
          if (missing) goTo(missing);
          else change((now) => ({ ...now, sending: true }));
        }}
      >
        {t.sendReport}
      </Button>
    </>
  );
}

function Form({ onNext, children }: { readonly onNext: () => void; readonly children: ReactNode }) {
  const { common } = useSpeech<ReportEntryText>().texts;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onNext();
      }}
    >
      <Stack gap="md">
        {children}
        <Button type="submit">{common.next}</Button>
      </Stack>
    </form>
  );
}

const pages = {
  door: Door,
  raisedBy: RaisedBy,
  description: Description,
  discovered: Discovered,
  care: Care,
  place: Place,
  contact: Contact,
  institution: Institution,
  check: Check,
} as const;
