import { systemActor, type Tx } from '#database';
import { createFirstAdministrators, invitationLink, inviteAdministrator, type Invited } from '#people';
import { ConfigError } from '#platform';
import { Problem, problemCodes } from '#problems';
import type { System } from './system.js';

/** The options of `sonae admin create`. */
export interface AdministratorsOptions {
  readonly email: string;
  readonly name: string;
  readonly secondEmail: string;
  readonly secondName: string;
}

/**
 * Two people, in the form in which they are kept. Throws ConfigError for what is no address, no name, or one person
 * twice.
 */
export function twoPeople(options: AdministratorsOptions) {
  const first = { email: addressOf(options.email), displayName: nameOf(options.name) };
  const second = { email: addressOf(options.secondEmail), displayName: nameOf(options.secondName) };
  if (first.email === second.email)
    throw new ConfigError('Two administrators are two people: --email and --second-email must differ.');
  return [first, second] as const;
}

/** Makes the first two administrators and prints a one-time link for each. */
export async function adminCreate(system: System, options: AdministratorsOptions): Promise<void> {
  const people = twoPeople(options);
  await printed(system, (tx) => createFirstAdministrators(tx, people));
}

/** Prints a new one-time link for an administrator who lost theirs. */
export async function adminInvite(system: System, { email }: { email: string }): Promise<void> {
  await printed(system, async (tx) => [await inviteAdministrator(tx, addressOf(email))]);
}

async function printed(system: System, make: (tx: Tx) => Promise<Invited[]>): Promise<void> {
  const invited = await system.database.access(systemActor('command-line'), make).catch((error: unknown) => {
    throw error instanceof Problem ? new Error(problemCodes[error.code].en) : error;
  });
  for (const { email, invitation } of invited)
    process.stdout.write(
      `${email}: set the password once, until ${invitation.expiresAt.toISOString()}, by\n` +
        `${invitationLink(system.config.publicUrl, invitation.token)}\n`,
    );
}

function addressOf(given: string): string {
  const email = given.trim().toLowerCase();
  if (email.length > 254 || !/^[^\s@]+@[^\s@]+$/.test(email)) throw new ConfigError(`"${given}" is no e-mail address.`);
  return email;
}

function nameOf(given: string): string {
  const name = given.trim();
  if (name === '' || name.length > 200) throw new ConfigError('A name has 1 to 200 characters.');
  return name;
}
