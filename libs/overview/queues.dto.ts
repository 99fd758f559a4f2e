import { Choice, Count, Id, Instant, ListOf, Nested, Text } from '#http';
import { queueNames } from '#platform';

/** The kinds of errands of the queue `outside`. */
export const errandNames = ['send-mail', 'send-sign-in-link', 'erase-document'] as const;

export class QueueCountsDto {
  @Text({ max: 40 }) queue: string;
  @Text({ max: 100 }) nameJa: string;
  @Text({ max: 100 }) nameEn: string;
  @Count({ about: 'deliveries neither done nor failed' }) pending: number;
  @Count({ about: 'of these: due, and not tried alone yet' }) waiting: number;
  @Instant({ nullable: true, about: 'since when the one of them waits that waits longest' }) waitingSince:
    string | null;
  @Count({ about: 'of those that wait: handed to whoever does them' }) passedOn: number;
  @Count({ about: 'failed alone, and tried again by themselves' }) secondTries: number;
  @Count({ about: 'their time has not come' }) notDue: number;
  @Count({ about: 'given up: a person brings them back' }) dead: number;
}

export class ErrandCountsDto {
  @Choice(errandNames) errand: string;
  @Text({ max: 100 }) nameJa: string;
  @Text({ max: 100 }) nameEn: string;
  @Count({ about: 'not tried yet' }) waiting: number;
  @Instant({ nullable: true, about: 'since when the one of them waits that waits longest' }) waitingSince:
    string | null;
  @Count({ about: 'claimed, and not recorded yet' }) underWay: number;
  @Count({ about: 'tried, not done, and tried again by themselves' }) secondTries: number;
  @Instant({ nullable: true, about: 'when the first of them is tried again' }) nextAt: string | null;
  @Count({ about: 'given up: a person decides' }) dead: number;
  @Count({ about: 'may have been done: a person asks, and decides' }) unknown: number;
}

/** The key of a delivery: of a job, for an event or a timer. */
export class DeliveryKeyDto {
  @Text({ max: 100, about: 'the job, and the part of the event where several go to one job' }) consumer: string;
  @Id() eventId: string;
  @Text({ max: 40, about: 'as it was read' }) eventCreatedAt: string;
}

export class FailedDeliveryDto extends DeliveryKeyDto {
  @Text({ max: 40 }) queue: string;
  @Text({ max: 100 }) job: string;
  @Text({ max: 60, about: '`timer` where a time has come' }) eventType: string;
  @Id({ nullable: true, about: 'the case that it is about' }) incidentId: string | null;
  @Text({ max: 40, nullable: true }) caseNumber: string | null;
  @Text({ max: 200, nullable: true, about: 'kind and place of the error, nothing of rows' }) reason: string | null;
  @Count({ about: 'tries alone' }) attempts: number;
  @Instant() failedAt: string;
}

export class QueuesDto {
  @ListOf(QueueCountsDto) queues: QueueCountsDto[];
  @ListOf(ErrandCountsDto, { about: 'what the queue `outside` has to do, by kind' }) errands: ErrandCountsDto[];
  @ListOf(FailedDeliveryDto, { about: 'the newest 200 of all queues' }) failedDeliveries: FailedDeliveryDto[];
}

export class RetryQueuesDto {
  @Choice(queueNames, { optional: true, about: 'one queue; every one when absent' }) queue?: string;
  @Nested(DeliveryKeyDto, { optional: true, about: 'this one alone' }) delivery?: DeliveryKeyDto;
}

export class RetriedDto {
  @Count() retried: number;
}
