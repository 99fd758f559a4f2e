import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The moves of the state machines, written from their tables by `migrate`. */
@Entity('state_move')
export class StateMoveEntity {
  @PrimaryColumn('text')
  readonly machine: string;

  @PrimaryColumn('text')
  readonly from_state: string;

  @PrimaryColumn('text')
  readonly to_state: string;

  @Column('text', { array: true })
  readonly by: readonly string[];
}
