export interface Words {
  readonly ja: string;
  readonly en: string;
}

export interface CodedText {
  code: string;
  textJa: string;
  textEn: string;
  rule?: string;
}
