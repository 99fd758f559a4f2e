import { randomBy } from '../chaos/stream.js';
import { seedOf } from '../journeys/cases.js';
import { Browsers } from '../support/browser.js';
import { Cashiers } from '../support/cashiers.js';
import { Claims } from '../support/claims.js';
import { Courses } from '../support/courses.js';
import { Figures, readCase, readPage } from '../support/figures.js';
import { linesOf } from '../support/pages.js';
import { testSystem, type TestSystem } from '../support/system.js';

const count = process.env['SONAE_TEST_LONG'] === '1' ? 20 : 3;

let system: TestSystem;
let browsers: Browsers;

beforeAll(async () => {
  system = await testSystem();
  browsers = await Browsers.on(system);
}, 60_000);
afterAll(async () => {
  await browsers?.close();
  await system?.stop();
});

it(`${count} random courses in the browser: hospital, adjuster and the API give the same figures`, async () => {
  const seed = seedOf('figures in the browser');
  const courses = await Courses.on(await Claims.on(system), await Cashiers.on(system));
  const random = randomBy(seed);
  const readers = [
    ['hospital', courses.manager, await browsers.as(courses.manager.email)],
    ['adjuster', courses.senior, await browsers.as('senior@sonae.example')],
  ] as const;
  for (let at = 0; at < count; at++) {
    const course = await courses.begin(random);
    for (let act = 0; act < 3; act++) await courses.act(course);
    const figures = new Figures();
    const shown = await courses.read(course.id);
    const one = shown.expenses[0];
    for (const [who, by, page] of readers) {
      readCase(figures, await courses.read(course.id, by), `${who}: API`);
      await page.goto(`${browsers.address}/app/cases/${course.id}`);
      await page.getByRole('heading', { name: '支払限度額', exact: true }).waitFor();
      readPage(figures, linesOf(await page.locator('main').innerHTML()), `${who}: case`);
      await page.goto(`${browsers.address}/app/expenses/${one?.id}`);
      await page.getByText('消費税').first().waitFor();
      readPage(figures, linesOf(await page.locator('main').innerHTML()), `${who}: expense`, one?.line ?? null);
    }
    const context = { seed, course: course.done };
    expect({ ...context, differences: figures.differences }).toEqual({ ...context, differences: [] });
    expect(figures.names.length).toBeGreaterThan(10);
  }
  expect(browsers.faults).toEqual([]);
}, 1_800_000);
