import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Open } from '#access';
import { mayReadMetrics, Metrics } from '#operations';
import { type Config, CONFIG } from '#platform';
import { Problem } from '#problems';

/** What this process did and what waits, for Prometheus. */
@ApiExcludeController()
@Controller('metrics')
export class MetricsController {
  constructor(
    private readonly metrics: Metrics,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  @Open()
  async read(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    // to everybody else there is no such page
    if (!mayReadMetrics(this.config, request.headers.authorization)) throw new Problem('requests.not-found');
    await reply.header('Content-Type', this.metrics.contentType).send(await this.metrics.text());
  }
}
