import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A migration that has run; TypeORM writes it. */
@Entity('schema_migration')
export class SchemaMigrationEntity {
  @PrimaryColumn('integer', { default: () => "nextval('schema_migration_id_seq'::regclass)" })
  readonly id: number;

  @Column('bigint')
  readonly timestamp: number;

  @Column('varchar')
  readonly name: string;
}
