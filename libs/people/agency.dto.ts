import { Day, Id, ListOf, Text } from '#http';
import { aboutEndDay } from './day-line.dto.js';

export class ClientDto {
  @Id() institutionId: string;
  @Day() from: string;
  @Day({ optional: true, about: aboutEndDay }) to?: string;
}

export class AgencyClient {
  @Id({ about: 'Of the line; it is ended by it.' }) id: string;
  @Id() institutionId: string;
  @Text({ max: 200 }) institutionName: string;
  @Day() fromOn: string;
  @Day({ nullable: true, about: aboutEndDay }) toOn: string | null;
}

export class Agency {
  @Id() id: string;
  @Text({ max: 200 }) name: string;
  @ListOf(AgencyClient, { about: 'Whom the agency acts for today or later.' }) clients: AgencyClient[];
}
