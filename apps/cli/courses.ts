import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { dayInJapan } from '#kernel';
import { ConfigError, packageRoot, type Config } from '#platform';
import { storedPassword } from './demonstration-password.js';
import { Desk, observerEmail, type CaseAnswer, type Step } from './demonstration-desk.js';
import { payCourse, settleCourses } from './pay-course.js';

interface Course {
  readonly key: string;
  readonly titleJa: string;
  readonly titleEn: string;
  readonly after: string;
  readonly small: boolean;
  readonly steps: readonly Step[];
}

interface Replay {
  readonly address: string;
  readonly password: string;
  readonly which: 'small' | 'all';
  /** The key of one course, when no other is wanted. */
  readonly only?: string;
  readonly say: (text: string) => void;
}

/** `sonae demo`: replays the courses through the HTTP interface of a system that runs already. */
export async function replayFromCommandLine(
  config: Config,
  options: { address: string; small?: boolean },
): Promise<void> {
  const password = config.demoPassword ?? storedPassword(config);
  if (!password)
    throw new ConfigError(
      'The password of the demonstration accounts is not known here: set SONAE_DEMO_PASSWORD, or run ' +
        'this where `npm start` runs.',
    );
  await replayCourses({
    address: options.address.replace(/\/$/, ''),
    password,
    which: options.small ? 'small' : 'all',
    say: (text) => void process.stdout.write(`${text}\n`),
  });
}

/**
 * Replays courses as people would: each step signed in as its person, dates shifted so that the discovery is recent,
 * keys made from the course, so that a second replay leaves what the first made. Prints per case what was routed to
 * whom, and why.
 */
export async function replayCourses(replay: Replay): Promise<void> {
  const folder = join(packageRoot, 'data', 'courses');
  const courses = readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .toSorted()
    .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Course)
    .filter((course) => (replay.only ? course.key === replay.only : replay.which === 'all' || course.small));
  const desk = new Desk(replay.address, replay.password);
  const institutions = await desk.institutions();
  const now = new Date();
  for (const [at, course] of courses.entries()) {
    replay.say(`\n[${at + 1}/${courses.length}] ${course.titleJa}\n      ${course.titleEn} (${course.after})`);
    const cases = await replayCourse(desk, course, institutions, now);
    if (cases.length === 0) replay.say('      再生済みのため、飛ばしました。 Replayed before: left as it is.');
    for (const id of cases) await tell(desk, id, replay.say);
  }
  const { waiting } = await settleCourses(desk, await desk.names());
  if (waiting > 0)
    replay.say(
      `\n振込指定日を待っているお支払いが${waiting}件あります。その日になったら、もう一度実行すると、お支払いが完了し、ご案内ができます。 ${waiting} payments ` +
        'wait for their transfer date: run this again then.',
    );
}

async function replayCourse(
  desk: Desk,
  course: Course,
  institutions: ReadonlyMap<string, string>,
  now: Date,
): Promise<string[]> {
  const cases = new Map<string, string>();
  for (const [at, step] of course.steps.entries()) {
    const key = `demo-${course.key}-${at}`;
    const body = shifted(step.body, now, institutions) as Record<string, unknown>;
    if (step.do === 'report') {
      const made = await desk.report(step.as, key, body);
      if (made === null) return [];
      cases.set(step.saveAs ?? 'case', made.id);
      await desk.settled(made.id);
      continue;
    }
    const id = cases.get(step.case ?? 'case');
    if (!id) throw new Error(`the course ${course.key} names a case that it did not report`);
    if (step.do === 'pay') await payCourse(desk, id, key, String(body['manager']));
    else await desk.step(step.do, { as: step.as, id, key, body });
    await desk.settled(id);
  }
  return [...cases.values()];
}

async function tell(desk: Desk, id: string, say: (text: string) => void): Promise<void> {
  const found = await desk.get<
    CaseAnswer & { expenses: { id: string; line: number; categoryName: { textJa: string }; amount: number }[] }
  >(observerEmail, `/incidents/${id}`);
  say(`      ${found.caseNumber}  補償の見通し: ${outlookWords[found.coverageOutlook] ?? found.coverageOutlook}`);
  for (const reason of found.coverageOutlookReasons) say(`        ・${reason.textJa}`);
  say(`        緊急時サポートの見通し: ${supportWords[found.supportOutlook] ?? found.supportOutlook}`);
  for (const reason of found.supportOutlookReasons) say(`        ・${reason.textJa}`);
  for (const expense of found.expenses) {
    const detail = await desk.get<{
      workItems: { assignee: { name: string } | null; laneJa: string; reasons: { textJa: string }[] }[];
    }>(observerEmail, `/expenses/${expense.id}`);
    const item = detail.workItems[0];
    say(
      `        ${expense.line}. ${expense.categoryName.textJa} ` +
        `${expense.amount.toLocaleString('ja-JP')}円 → ` +
        `${item ? `${item.assignee?.name ?? '未割当'}（${item.laneJa}）` : '割当て前'}`,
    );
    for (const reason of item?.reasons ?? []) say(`           ${reason.textJa}`);
  }
  const requests = await desk.get<{ items: { serviceJa: string; stateJa: string; reasons: { textJa: string }[] }[] }>(
    observerEmail,
    `/support-requests?incidentId=${id}`,
  );
  if (requests.items.length === 0) say('        緊急時サポート: なし');
  for (const request of requests.items)
    say(
      `        緊急時サポート（${request.serviceJa}）: ` +
        `${request.stateJa}${request.reasons[0] ? ` — ${request.reasons[0].textJa}` : ''}`,
    );
}

const outlookWords: Readonly<Record<string, string>> = {
  pending: '確認中',
  green: '緑（お支払いの対象となる見込み）',
  amber: '黄（担当者が個別に確認）',
  red: '赤（お支払いの対象外）',
};

const supportWords: Readonly<Record<string, string>> = {
  pending: '確認中',
  available: 'ご利用いただけます',
  refer: '専任スタッフが個別に確認',
  'not-available': 'ご利用いただけません',
};

/**
 * {"$ago": "P2DT3H"} is an instant before now, {"$day": -1} a day in Japan, {"$institution": "key"} the id of a sample
 * institution.
 */
function shifted(value: unknown, now: Date, institutions: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((one) => shifted(one, now, institutions));
  if (value === null || typeof value !== 'object') return value;
  if ('$ago' in value) return new Date(now.getTime() - durationMs(String(value.$ago))).toISOString();
  if ('$day' in value) return dayInJapan(new Date(now.getTime() + Number(value.$day) * 86_400_000));
  if ('$institution' in value) return institutions.get(String(value.$institution)) ?? null;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, shifted(member, now, institutions)]));
}

function durationMs(duration: string): number {
  const parts = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(duration);
  if (!parts) throw new Error(`not a duration: ${duration}`);
  return ((Number(parts[1] ?? 0) * 24 + Number(parts[2] ?? 0)) * 60 + Number(parts[3] ?? 0)) * 60_000;
}
