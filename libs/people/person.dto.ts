import { Choice, Count, Flag, Id, Instant, ListOf, Nested, PageQuery, Text, TextList } from '#http';
import { lanes, roles } from '#kernel';

export class PersonQuery extends PageQuery {
  @Choice(roles, { optional: true, about: 'People who hold this role in force.' }) role?: string;
  @Id({ optional: true }) institutionId?: string;
}

export class PersonSummary {
  @Id() id: string;
  @Text({ max: 200 }) displayName: string;
  @Text({ max: 254 }) email: string;
  @TextList({ max: roles.length, each: 40, values: roles, about: 'The roles in force.' }) roles: string[];
  @Id({ nullable: true, about: 'null for the insurer’s people and for agents.' }) institutionId: string | null;
  @Text({ nullable: true, max: 200 }) institutionName: string | null;
  @Id({ nullable: true }) agencyId: string | null;
  @Text({ nullable: true, max: 200 }) agencyName: string | null;
  @Instant({ nullable: true }) leftAt: string | null;
  @Flag({ about: 'A demonstration account.' }) demonstration: boolean;
  @Count() version: number;
}

export class RoleGrant {
  @Id() id: string;
  @Choice(roles) role: string;
  @Text({ max: 60 }) roleJa: string;
  @Text({ max: 60 }) roleEn: string;
  @Flag({ about: 'The insurer’s roles are in force once a second administrator has confirmed them.' }) inForce: boolean;
  @Id() grantedById: string;
  @Text({ max: 200 }) grantedByName: string;
  @Instant() grantedAt: string;
  @Id({ nullable: true }) confirmedById: string | null;
  @Text({ nullable: true, max: 200 }) confirmedByName: string | null;
  @Instant({ nullable: true }) confirmedAt: string | null;
  @Id({ nullable: true }) endedById: string | null;
  @Text({ nullable: true, max: 200 }) endedByName: string | null;
  @Instant({ nullable: true }) endedAt: string | null;
  @Text({ nullable: true, max: 2_000 }) endedReason: string | null;
}

export class PersonDetails extends PersonSummary {
  @Instant() createdAt: string;
  @ListOf(RoleGrant) roleGrants: RoleGrant[];
  @TextList({ max: lanes.length, each: 40, values: lanes, about: 'Lanes whose skill the person has today.' })
  skills: string[];
  @Instant({ nullable: true, about: 'Until when the link to set a password can be used; null when there is none.' })
  invitedUntil: string | null;
}

export class NewPersonDto {
  @Text({
    max: 254,
    pattern: '^[^\\s\\u0000-\\u001f@]+@[^\\s\\u0000-\\u001f@]+$',
    about: 'Kept in lower case; nobody else may have it.',
  })
  email: string;
  @Text({ max: 200, pattern: '\\S' }) displayName: string;
  @Id({
    optional: true,
    about: 'For somebody of an institution; without it and agencyId it is one of the insurer’s people.',
  })
  institutionId?: string;
  @Id({ optional: true, about: 'For somebody of an agency.' }) agencyId?: string;
}

export class RenamePersonDto {
  @Text({ max: 200, pattern: '\\S' }) displayName: string;
}

export class DepartureDto {
  @Instant({ optional: true, about: 'Now when absent; a later instant takes effect by itself.' }) leavesAt?: string;
  @Text({ max: 2_000, pattern: '\\S' }) reason: string;
}

export class Invitation {
  @Id() id: string;
  @Instant() expiresAt: string;
  @Text({
    nullable: true,
    max: 2_000,
    about: 'The one-time link. It is shown once: null when the request was sent again; make a new invitation then.',
  })
  link: string | null;
}

export class InvitedPerson extends PersonDetails {
  @Nested(Invitation) invitation: Invitation;
}
