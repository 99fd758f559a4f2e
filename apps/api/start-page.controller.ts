import { Controller, Get, Header, Inject } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Open } from '#access';
import { Database } from '#database';
import { type Config, CONFIG } from '#platform';
import { startPage, stylesheet, type Account } from './start-page.js';

/** The page at the root: what this is, who can sign in for a demonstration, where the interface is described. */
@ApiExcludeController()
@Controller()
export class StartPageController {
  constructor(
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  @Open()
  @Header('Content-Type', 'text/html; charset=utf-8')
  @Header('Cache-Control', 'no-cache')
  async page(): Promise<string> {
    return startPage(this.config.env === 'production' ? [] : await this.#accounts());
  }

  @Get('start.css')
  @Open()
  @Header('Content-Type', 'text/css; charset=utf-8')
  @Header('Cache-Control', 'max-age=3600')
  style(): string {
    return stylesheet;
  }

  async #accounts(): Promise<Account[]> {
    return this.database.statement<Account & Record<string, unknown>>(
      'staff',
      'demonstration-accounts',
      `SELECT p.email, p.display_name AS name, array_agg(g.role ORDER BY g.role) AS roles, CASE
         WHEN i.kind = 'sentinel' THEN a.name
         ELSE i.name END AS institution
         FROM person p
           JOIN role_grant g ON g.person_id = p.id AND g.ended_at IS NULL
           JOIN institution i ON i.id = p.institution_id
           LEFT JOIN agency a ON a.id = p.agency_id
        WHERE p.demonstration AND p.left_at IS NULL
          GROUP BY p.id, i.id, a.id
          ORDER BY i.kind <> 'sentinel', min(g.role), p.email`,
      [],
    );
  }
}
