export interface CodedText {
  code: string;
  textJa: string;
  textEn: string;
  rule?: string;
}
