import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A file of results or credits that the bank sent. */
@Entity('bank_file')
export class BankFileEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('bytea')
  readonly sha256: Buffer;

  @Column('text')
  readonly file_name: string;

  @Column('uuid')
  readonly imported_by: string;

  @Column('timestamptz')
  readonly imported_at: Date;
}
