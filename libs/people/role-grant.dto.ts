import { AllowedActionDto, Choice, Id, ListOf, PageQuery, Text } from '#http';
import { roles } from '#kernel';
import { RoleGrant } from './person.dto.js';

export const roleGrantStates = ['waiting', 'in-force', 'ended', 'person-left'] as const;

export class RoleGrantQuery extends PageQuery {
  @Choice(roleGrantStates, {
    optional: true,
    about: '`waiting`: roles of the insurer that a second administrator has not confirmed yet.',
  })
  state?: string;
}

export class GrantRoleDto {
  @Choice(roles) role: string;
}

/** The reason of a decision about a person; stored with the decision. */
export class ReasonDto {
  @Text({ max: 2_000, pattern: '\\S' }) reason: string;
}

export class RoleGrantLine extends RoleGrant {
  @Choice(roleGrantStates) state: string;
  @Id() personId: string;
  @Text({ max: 200 }) personName: string;
  @Text({ max: 254 }) personEmail: string;
  @ListOf(AllowedActionDto, { about: 'moves that are the reader’s from here' }) allowedActions: AllowedActionDto[];
}
