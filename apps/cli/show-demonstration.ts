import type { Config } from '#platform';
import { replayCourses } from './courses.js';
import { demonstrationAccounts, type DemonstrationOutcome } from './demonstration.js';

/**
 * Says who can sign in to the demonstration, and replays its courses where they are new, until they are told or `stop`
 * comes.
 */
export async function showDemonstration(
  loaded: DemonstrationOutcome | null,
  {
    config,
    port,
    say,
    stop,
  }: {
    readonly config: Config;
    readonly port: number;
    readonly say: (text: string) => void;
    readonly stop: Promise<void>;
  },
): Promise<void> {
  if (!loaded || loaded.outcome === 'not-empty') return;
  say(`\nお試し用のアカウント / Demonstration accounts`);
  say(`  password: ${loaded.password ?? '(set with an earlier SONAE_DEMO_PASSWORD)'}`);
  for (const account of demonstrationAccounts())
    say(
      `  ${account.email.padEnd(28)} ` +
        `${account.roles.map((role) => role.ja).join('、')}${account.institution ? `（${account.institution}）` : ''}`,
    );
  if (loaded.outcome !== 'loaded' || !loaded.password) return;
  const replayed = replayCourses({
    address: `http://127.0.0.1:${port}`,
    password: loaded.password,
    which: config.demo === 'all' ? 'all' : 'small',
    say,
  }).catch((error: unknown) => {
    // the system is up, and examples are no reason to end it
    say(error instanceof Error ? error.message : '');
    say('お試し用の事案は途中までです。「npm run -s sonae -- demo」で続けられます。');
    say('Not all demonstration courses were replayed: "npm run -s sonae -- demo" goes on with them.');
  });
  await Promise.race([replayed, stop]);
}
