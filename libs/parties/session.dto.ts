import { roles } from '#kernel';
import { Id, Nested, Secret, Text, TextList } from '#platform';

export class SignInRequest {
  @Text({ max: 254, pattern: '^[^\\s\\u0000-\\u001f@]+@[^\\s\\u0000-\\u001f@]+$', about: 'Compared in lower case.' })
  email: string;
  @Secret({ max: 1024 }) password: string;
  @Text({
    optional: true,
    nullable: true,
    max: 16,
    about: 'The code of the second factor, for accounts that have one.',
  })
  oneTimeCode?: string | null;
}

export class SessionUser {
  @Id() id: string;
  @Text({ max: 200 }) displayName: string;
  @Text({ max: 254 }) email: string;
  @TextList({ max: roles.length, each: 40, values: roles, about: 'The roles in force.' }) roles: string[];
  @Id({ nullable: true, about: 'null for the insurer’s people and for agents.' }) institutionId: string | null;
  @Text({ nullable: true, max: 200 }) institutionName: string | null;
}

export class SessionAnswer {
  @Nested(SessionUser) user: SessionUser;
  @Text({ max: 100, about: 'Goes back as X-CSRF-Token on every change.' }) csrfToken: string;
}
