import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config.js';
import { writeSecretOnce } from './folders.js';

const keyBytes = 32;
const [version, nonceBytes, tagBytes] = [1, 12, 16];

/** The key file cannot be used; the message says what to do. */
export class KeyFileError extends Error {}

/**
 * Encrypts data that the database must not have in the clear (AES-256-GCM). The key is that of SONAE_KEY_FILE, or one
 * in SONAE_DATA that is made at its first use; without the key the data is lost. Throws `KeyFileError`.
 */
export class Secrets {
  #key: Buffer | null = null;

  constructor(private readonly config: Pick<Config, 'keyFile' | 'dataFolder'>) {}

  /** `place` binds the data to its row: in another place it cannot be opened. */
  seal(content: Uint8Array, place: string): Buffer {
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv('aes-256-gcm', this.#read(), nonce).setAAD(Buffer.from(place));
    const sealed = Buffer.concat([cipher.update(content), cipher.final()]);
    return Buffer.concat([Buffer.of(version), nonce, cipher.getAuthTag(), sealed]);
  }

  /** Throws where the key is another one, or the data was changed or moved. */
  open(sealed: Buffer, place: string): Buffer {
    if (sealed[0] !== version) throw new KeyFileError('This was sealed in a form that is not known here.');
    const nonce = sealed.subarray(1, 1 + nonceBytes);
    const tag = sealed.subarray(1 + nonceBytes, 1 + nonceBytes + tagBytes);
    const decipher = createDecipheriv('aes-256-gcm', this.#read(), nonce).setAAD(Buffer.from(place)).setAuthTag(tag);
    return Buffer.concat([decipher.update(sealed.subarray(1 + nonceBytes + tagBytes)), decipher.final()]);
  }

  /** HMAC-SHA-256 under a key for each purpose, derived from the same key: signs tokens and hashes short values. */
  mac(purpose: string, text: string): Buffer {
    const key = Buffer.from(hkdfSync('sha256', this.#read(), '', `sonae ${purpose}`, keyBytes));
    return createHmac('sha256', key).update(text).digest();
  }

  #read(): Buffer {
    this.#key ??= readKey(this.config.keyFile ?? join(this.config.dataFolder, 'key'), this.config.keyFile === null);
    return this.#key;
  }
}

function readKey(file: string, mayMake: boolean): Buffer {
  if (!existsSync(file)) {
    if (!mayMake) throw new KeyFileError(`SONAE_KEY_FILE names ${file}, which is not there.`);
    try {
      writeSecretOnce(file, `${randomBytes(keyBytes).toString('base64')}\n`);
    } catch (error) {
      // another process made it at the same moment
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64');
  if (key.length !== keyBytes)
    throw new KeyFileError(`The key file ${file} must hold ${keyBytes} bytes in base64, on one line.`);
  return key;
}
