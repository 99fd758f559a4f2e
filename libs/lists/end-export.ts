import { Inject, Injectable } from '@nestjs/common';
import { Database, systemActor } from '#database';
import { FILE_STORE, type FileStore } from '#documents';
import { CONFIG, type Config } from '#platform';
import type { Errand } from '#queue';
import { clearExportsFolder } from './exports-folder.js';
import type { ListExportEntity } from './list-export.entity.js';

const actor = systemActor('end-exports');
/** Days for which it is said of an export that there was one. */
const toldDays = 30;
const isOver = `x.expires_at <= clock_timestamp() AND x.erased_at IS NULL`;
const isForgotten =
  `x.ended_at < clock_timestamp() - interval '${toldDays} days' ` +
  'AND (x.erased_at IS NOT NULL OR x.failure IS NOT NULL)';

/** Erases the files of an export when its time is over, and later its row. Done twice it has the effect of once. */
@Injectable()
export class EndExport implements Errand {
  readonly name = 'end-export';
  readonly due = `SELECT x.id FROM list_export x WHERE (${isOver}) OR (${isForgotten}) ORDER BY x.ended_at`;

  constructor(
    private readonly database: Database,
    @Inject(FILE_STORE) private readonly store: FileStore,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async run(id: string): Promise<void> {
    await clearExportsFolder(this.config);
    const due = await this.database.read(actor, (tx) =>
      tx.one<Pick<ListExportEntity, 'claims'> & { readonly over: boolean }>(
        `SELECT x.claims, (${isOver}) AS over FROM list_export x WHERE x.id = $1 AND ((${isOver}) OR (${isForgotten}))`,
        [id],
      ),
    );
    if (!due) return;
    for (const claim of due.claims) await this.store.erase(claim);
    await this.database.transaction(actor, async (tx) => {
      await tx.rows(`DELETE FROM list_export x WHERE x.id = $1 AND ${isForgotten}`, [id]);
      if (due.over) await tx.rows('UPDATE list_export SET erased_at = clock_timestamp() WHERE id = $1', [id]);
    });
  }
}
