import { Controller, Get, Inject } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Open } from '#access';
import { Database } from '#database';
import type { CodedText } from '#kernel';
import { readinessOf } from '#operations';
import { type Config, CONFIG } from '#platform';
import { Problem } from '#problems';

/** Whether this process lives, and whether it can serve: what stops it, and what somebody should look at. */
@ApiExcludeController()
@Controller('health')
export class HealthController {
  constructor(
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('live')
  @Open()
  live(): { status: 'live' } {
    return { status: 'live' };
  }

  @Get('ready')
  @Open()
  async ready(): Promise<{ status: 'ready'; warnings: readonly CodedText[]; backupAgeSeconds: number | null }> {
    const { failures, warnings, backupAgeSeconds } = await readinessOf(this.database, this.config);
    if (failures.length > 0) throw new Problem('platform.unavailable', { missing: failures });
    return { status: 'ready', warnings, backupAgeSeconds };
  }
}
