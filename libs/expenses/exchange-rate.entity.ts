import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The rate of a currency on a day, from an official source. */
@Entity('exchange_rate')
export class ExchangeRateEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('uuid')
  readonly expense_id: string;

  @Column('uuid')
  readonly incident_id: string;

  @Column('uuid')
  readonly institution_id: string;

  @Column('numeric', { precision: 18, scale: 6 })
  readonly rate: number;

  @Column('text')
  readonly source: string;

  @Column('date')
  readonly on_day: string;

  @Column('bigint')
  readonly yen: number;

  @Column('uuid')
  readonly fixed_by: string;

  @Column('timestamptz')
  readonly at: Date;
}
