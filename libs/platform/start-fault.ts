import { Problem, problemSentences } from '#problems';
import { ConfigError, type Config } from './config.js';
import { isDiskFull } from './disk-space.js';
import { dataFolderFault } from './folders.js';

/**
 * The reason why a process did not start, as its last sentence: the disk, the data folder, or the error's own message.
 */
export function startFault(error: unknown, dataFolder: string | undefined): string {
  const fault = dataFolder === undefined ? null : dataFolderFault(error, dataFolder);
  if (fault !== null) return fault;
  if (isDiskFull(error)) {
    const { ja, en } = problemSentences(new Problem('platform.disk-full'));
    return `${ja}\n${en}`;
  }
  return error instanceof Error ? error.message : 'It failed.';
}

/** Listens on the address and port of the settings. Throws ConfigError where they cannot be used. */
export async function startListening(begin: () => Promise<unknown>, { host, port }: Config): Promise<void> {
  try {
    await begin();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'EADDRINUSE')
      throw new ConfigError(
        `ポート ${port} は使用中です。使用しているものを終了するか、PORT に別の番号を指定してください。\n` +
          `Port ${port} is taken. End what listens there, or set PORT to another one.`,
      );
    if (code === 'EACCES')
      throw new ConfigError(
        `このユーザーはポート ${port} を使用できません。PORT に 1024 以上の番号を指定してください。\n` +
          `This user may not listen on port ${port}. Set PORT to one from 1024 on.`,
      );
    if (['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN', 'EINVAL'].includes(code))
      throw new ConfigError(
        `HOST の「${host}」は、このマシンのアドレスではありません。127.0.0.1 または 0.0.0.0 などを指定してください。\n` +
          `HOST ${host} is no address of this machine. Set it to 127.0.0.1 or 0.0.0.0, for instance.`,
      );
    throw error;
  }
}
