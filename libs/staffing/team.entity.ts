import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A team of adjusters. */
@Entity('team')
export class TeamEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('text')
  readonly name: string;
}
