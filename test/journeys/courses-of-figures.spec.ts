import { randomBy } from '../chaos/stream.js';
import { Cashiers } from '../support/cashiers.js';
import { Claims } from '../support/claims.js';
import { Courses, type Course } from '../support/courses.js';
import { Figures, readCase, readDecisions, readPage, readRange, type ApiCase } from '../support/figures.js';
import { Pages } from '../support/pages.js';
import { printedDecisions } from '../support/printed-decisions.js';
import { testSystem, type TestSystem } from '../support/system.js';
import { seedOf } from './cases.js';

const count = Number(process.env['SONAE_COURSES'] ?? (process.env['SONAE_TEST_LONG'] === '1' ? 2_000 : 60));
/** So many at once: while one waits for the workers, another is read. */
const beside = 4;

let system: TestSystem;
let pages: Pages;
let lanes: Courses[];
const seed = seedOf('figures');

beforeAll(async () => {
  system = await testSystem();
  pages = await Pages.of(system);
  const [claims, cashiers] = [await Claims.on(system), await Cashiers.on(system)];
  lanes = await Promise.all(Array.from({ length: beside }, () => Courses.on(claims, cashiers)));
}, 120_000);
afterAll(async () => {
  pages?.stop();
  await system?.stop();
});

interface Comparable {
  readonly compared: { readonly range: Parameters<typeof readRange>[1] } | null;
}

/** Everything that is said of a case now: on both pages of it, on both pages of one of its expenses, and by the API. */
async function readOf(courses: Courses, { id, policyId, random, done }: Course): Promise<Figures> {
  const { manager, senior } = courses;
  const figures = new Figures();
  const readers = [
    ['hospital', manager],
    ['adjuster', senior],
  ] as const;
  // a page is read with what the API answered it: both are of one moment
  const [, shown] = await Promise.all(
    readers.map(async ([who, by]) => {
      const page = await pages.read(by, `/cases/${id}`);
      const answer = page.answer<ApiCase>(`/incidents/${id}`);
      readCase(figures, answer, `${who}: API`);
      readPage(figures, page.lines, `${who}: case`);
      return answer;
    }),
  );
  const expenses = shown?.expenses ?? [];
  const one = expenses[Math.floor(random() * expenses.length)];
  // the record names the sums of every line's decisions, also of those that were undone
  const decided = (answer: Parameters<typeof readDecisions>[1]): void =>
    readDecisions(figures, answer, 'adjuster: API');
  await Promise.all([
    ...expenses
      .filter((expense) => expense !== one)
      .map(async (expense) => decided(await senior.get(`/expenses/${expense.id}`))),
    ...readers.map(async ([who, by]) => {
      if (!one) return;
      const page = await pages.read(by, `/expenses/${one.id}`);
      readPage(figures, page.lines, `${who}: expense ${one.line}`, one.line);
      if (by !== senior) return;
      decided(page.answer(`/expenses/${one.id}`));
      const { compared } = page.answerIfAsked<Comparable>(`/expenses/${one.id}/comparable-costs`) ?? { compared: null };
      readRange(figures, compared?.range ?? null, 'adjuster: API');
    }),
  ]);
  const { limits } = await senior.get<{ limits: { bucket: string; remaining: number }[] }>(
    `/policies/${policyId}/limits`,
  );
  for (const { bucket, remaining } of limits)
    if (bucket !== 'deductible') figures.add(`${bucket} remaining`, remaining, 'policy: API');
  const context = { seed, course: done };
  expect({ ...context, differences: figures.differences }).toEqual({ ...context, differences: [] });
  expect({ ...context, misattributed: figures.misattributed }).toEqual({ ...context, misattributed: [] });
  expect({ ...context, untraced: figures.untraced }).toEqual({ ...context, untraced: [] });
  expect({ ...context, wrong: wrongSums(figures, one?.line ?? 0, one?.lane ?? '') }).toEqual({ ...context, wrong: [] });
  return figures;
}

/** Limits that are not what their parts say, and previews that are not what is paid less. */
function wrongSums(figures: Figures, line: number, lane: string): unknown[] {
  const of = (name: string): number => figures.get(name) ?? 0;
  const now = figures.get(`line ${line} now`);
  const takes = lane === 'business-interruption' ? ['business-interruption'] : ['response-expense', 'aggregate'];
  return ['response-expense', 'aggregate', 'business-interruption'].flatMap((bucket) => {
    if (figures.get(`${bucket} limit`) === undefined) return [];
    const parts = figures.names
      .filter((name) => name.startsWith(`${bucket} `) && / (own|ほかの事案 \S+) (paid|held)$/.test(name))
      .reduce((sum, name) => sum + of(name), 0);
    const after = figures.get(`line ${line} ${bucket} after`);
    return [
      ...(of(`${bucket} limit`) - parts === of(`${bucket} remaining`) ? [] : [[bucket, 'parts', parts]]),
      ...(after === undefined ||
      now === undefined ||
      after === of(`${bucket} remaining`) - (takes.includes(bucket) ? now : 0)
        ? []
        : [[bucket, 'after', after, now]]),
    ];
  });
}

interface Letter {
  readonly id: string;
  readonly kind: string;
}

/** Every letter of a case adds up, and says of each line what its pages say. */
async function readLetters({ senior }: Courses, { id, done }: Course, figures: Figures): Promise<number> {
  const { items } = await senior.get<{ items: Letter[] }>(`/letters?incidentId=${id}&limit=200`);
  for (const letter of items) {
    const answer = await fetch(`${system.address}/api/v1/letters/${letter.id}/content`, {
      headers: { cookie: senior.cookie },
    });
    const text = (await pages.textOfPdf(Buffer.from(await answer.arrayBuffer()))).replaceAll(/\s+/g, '');
    const printed = printedDecisions(text);
    const context = { seed, course: done, text };
    expect({ ...context, decisions: printed.length }).toEqual({ ...context, decisions: 1 });
    for (const { lines, claimed, differences, paid } of printed) {
      const ruled = lines.reduce((sum, line) => sum + (figures.get(`line ${line} ruled`) ?? 0), 0);
      expect({ ...context, left: claimed - differences.reduce((sum, yen) => sum + yen, 0), ruled }).toEqual({
        ...context,
        left: paid,
        ruled: paid,
      });
      if (lines.length === 1 && figures.get(`line ${lines[0]} claimed`) !== claimed)
        expect({ ...context, claimed }).toEqual({ ...context, claimed: figures.get(`line ${lines[0]} claimed`) });
    }
    if (letter.kind === 'payment-notice')
      for (const [, name, limit, left] of text.matchAll(
        /(事故対応特別費用の支払限度額|保険期間中の合計支払限度額|利益・営業継続費用の支払限度額)（([\d,]+)円）([\d,]+)円/g,
      )) {
        const bucket = name?.startsWith('事故')
          ? 'response-expense'
          : name?.startsWith('保険')
            ? 'aggregate'
            : 'business-interruption';
        expect({ ...context, bucket, limit, left }).toEqual({
          ...context,
          bucket,
          limit: figures.get(`${bucket} limit`)?.toLocaleString('en-US'),
          left: figures.get(`${bucket} remaining`)?.toLocaleString('en-US'),
        });
      }
  }
  return items.length;
}

/** One course from its beginning to its letters, read now and then. Answers how much was read. */
async function follow(courses: Courses, random: () => number): Promise<typeof nothing> {
  const course = await courses.begin(random);
  const read = { ...nothing };
  const look = async (): Promise<Figures> => {
    const figures = await readOf(courses, course);
    read.figures += figures.names.length;
    read.recorded += figures.recorded.length;
    return figures;
  };
  const moments = 1 + Math.floor(random() * 3);
  for (let act = 0; act < 5 && (await courses.act(course)); act++) if (act === moments) await look();
  const paid = random() < 0.35 ? await courses.pay(course) : 0;
  const last = await look();
  if (paid > 0) await system.settled(60_000, course.institutionId);
  read.letters += await readLetters(courses, course, last);
  return read;
}
const nothing = { figures: 0, recorded: 0, letters: 0 };

it(`${count} random courses of a case: every sentence with a figure gives the same figure, and every letter adds up`, async () => {
  const read = { ...nothing };
  let next = 0;
  await Promise.all(
    lanes.map(async (courses) => {
      // each course has a chance of its own: it is the same whatever runs beside it
      for (let at = next++; at < count; at = next++) {
        const { figures, recorded, letters } = await follow(courses, randomBy(seed + at));
        read.figures += figures;
        read.recorded += recorded;
        read.letters += letters;
      }
    }),
  );
  expect(read.figures).toBeGreaterThan(count * 20);
  expect(read.recorded).toBeGreaterThan(count);
  expect(read.letters).toBeGreaterThan(0);
}, 36_000_000);
