import { Controller, Get } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Database, Open, Problem } from '#platform';

/** Whether this process lives, and whether it can serve. */
@ApiExcludeController()
@Controller('health')
export class HealthController {
  constructor(private readonly database: Database) {}

  @Get('live')
  @Open()
  live(): { status: 'live' } {
    return { status: 'live' };
  }

  @Get('ready')
  @Open()
  async ready(): Promise<{ status: 'ready' }> {
    await Promise.all([
      this.database.statement('staff', 'ready', 'SELECT 1', []),
      this.database.statement('institution', 'ready', 'SELECT 1', []),
    ]).catch(() => {
      throw new Problem('platform.unavailable');
    });
    return { status: 'ready' };
  }
}
