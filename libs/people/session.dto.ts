import { Id, Instant, Nested, Secret, Text, TextList } from '#http';
import { roles } from '#kernel';

export class SignInRequest {
  @Text({ max: 254, pattern: '^[^\\s\\u0000-\\u001f@]+@[^\\s\\u0000-\\u001f@]+$', about: 'Compared in lower case.' })
  email: string;
  @Secret({ max: 1024 }) password: string;
  @Text({
    optional: true,
    nullable: true,
    max: 100,
    about: 'Lets a new device try: what follows #device= in the mailed link, or the code that the desk read out.',
  })
  deviceCode?: string | null;
}

export class SignInLinkDto {
  @Text({ max: 254, pattern: '^[^\\s\\u0000-\\u001f@]+@[^\\s\\u0000-\\u001f@]+$', about: 'Compared in lower case.' })
  email: string;
}

export class DeviceCodeDto {
  @Text({
    max: 254,
    pattern: '^[^\\s\\u0000-\\u001f@]+@[^\\s\\u0000-\\u001f@]+$',
    about: 'Of the account that cannot sign in.',
  })
  email: string;
  @Text({ max: 2_000, pattern: '\\S', about: 'Whom the desk called back on which number known before.' })
  reason: string;
}

export class DeviceCode {
  @Id() id: string;
  @Text({ nullable: true, max: 20, about: 'Shown once, to whoever made it; null when the answer is repeated.' })
  code: string | null;
  @Instant() expiresAt: string;
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
