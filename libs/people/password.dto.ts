import { Secret, Text } from '#http';

const newPassword = { min: 12, max: 200, about: '12 to 200 characters, and not the e-mail address.' } as const;

export class SetPasswordDto {
  @Text({ max: 200, about: 'What follows # in the link.' }) token: string;
  @Secret(newPassword) password: string;
}

export class ChangePasswordDto {
  @Text({ max: 1024 }) current: string;
  @Secret(newPassword) new: string;
}
