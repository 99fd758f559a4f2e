import { randomBytes, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Secrets, secretHash } from '#platform';
import type { CredentialEntity } from './credential.entity.js';

/**
 * The settings of the device cookie: scripts and requests from other sites do not get it; 400 days are the most that
 * browsers allow.
 */
export const deviceCookie = (secure: boolean) =>
  ({ httpOnly: true, sameSite: 'lax', secure, path: '/', maxAge: 400 * 86_400 }) as const;

/** The account to which a device is bound; a new password makes all its devices unknown. */
export interface DeviceOwner extends Pick<CredentialEntity, 'person_id'> {
  readonly changed_at: CredentialEntity['changed_at'] | null;
}

/** A device that has signed in before, or that a code has admitted. */
export interface KnownDevice {
  readonly id: string;
  readonly cookie: string;
}

/** The cookies by which an account knows a browser; they are signed and not stored on the server. */
@Injectable()
export class KnownDevices {
  constructor(
    private readonly secrets: Secrets,
    @Inject('secure-cookie') private readonly secure: boolean,
  ) {}

  /**
   * One cookie for each account, so that people on a shared computer do not replace each other's. The address cannot be
   * read from it.
   */
  cookieName(email: string): string {
    const print = secretHash(email.toLowerCase()).toString('hex').slice(0, 16);
    return `${this.secure ? '__Host-' : ''}sonae-device-${print}`;
  }

  /**
   * The device of a cookie; null where the cookie is missing, forged, of another account or older than the password.
   */
  read(cookie: string | undefined, owner: DeviceOwner | undefined): KnownDevice | null {
    const [id = '', signature = ''] = (cookie ?? '').split('.');
    if (!owner || cookie === undefined) return null;
    const [given, due] = [Buffer.from(signature, 'base64url'), this.#signature(id, owner)];
    return given.length === due.length && timingSafeEqual(given, due) ? { id, cookie } : null;
  }

  /** Makes a device known to the account. */
  make(owner: DeviceOwner, id = randomBytes(16).toString('base64url')): KnownDevice {
    return { id, cookie: `${id}.${this.#signature(id, owner).toString('base64url')}` };
  }

  #signature(id: string, { person_id, changed_at }: DeviceOwner): Buffer {
    return this.secrets.mac('known-device', `${id} ${person_id} ${changed_at?.toISOString() ?? ''}`);
  }
}
