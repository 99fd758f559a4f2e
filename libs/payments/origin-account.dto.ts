import { Choice, Count, Flag, Text } from '#http';

export class OriginDto {
  @Text({ max: 10, min: 10, pattern: '^[0-9]{10}$', about: 'given by the bank' }) requesterCode: string;
  @Text({ max: 40, about: 'in katakana' }) requesterName: string;
  @Text({ max: 4, min: 4, pattern: '^[0-9]{4}$' }) bankCode: string;
  @Text({ max: 3, min: 3, pattern: '^[0-9]{3}$' }) branchCode: string;
  @Choice(['ordinary', 'current', 'other']) accountType: 'ordinary' | 'current' | 'other';
  @Text({ max: 7, pattern: '^[0-9]+$' }) accountNumber: string;
  @Choice(['none', 'crlf'], { about: 'after each record of the file' }) lineEnd: 'none' | 'crlf';
  @Flag({ about: '0x1A after the last record' }) endOfFile: boolean;
  @Count({ max: 30, about: 'bank business days between sending and transfer' }) leadDays: number;
}
