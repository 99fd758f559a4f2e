import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const web = join(__dirname, '../../apps/web');
const sources = readdirSync(web, { recursive: true, encoding: 'utf8' }).filter((path) => /\.tsx?$/.test(path));

/** An effect runs after the page is drawn: the first key of somebody quick would be lost. */
const heardLate = /\n {2}useEffect\(\(\) => \{(?:(?!\n {2}\}).)*addEventListener\('keydown'/s;

describe('a key is heard from the moment its page is seen', () => {
  const listening = sources.filter((path) =>
    readFileSync(join(web, path), 'utf8').includes(`addEventListener('keydown'`),
  );

  it('there are pages that hear keys', () => {
    expect(listening.length).toBeGreaterThan(5);
  });
  it('none of them begins to listen after the page is drawn', () => {
    expect(listening.filter((path) => heardLate.test(readFileSync(join(web, path), 'utf8')))).toEqual([]);
  });
  it('what begins late is found', () => {
    expect(heardLate.test(`\n  useEffect(() => {\n    window.addEventListener('keydown', press);\n  }, []);`)).toBe(
      true,
    );
  });
});
