import { dayInWords, type CodedText } from '#kernel';

/** A payment whose bank or branch is closed. */
export const bankClosed = (paymentNo: number, closedOn: string): CodedText => ({
  code: 'payments.bank-closed',
  textJa: `支払番号${paymentNo}の振込先は、${dayInWords(closedOn).ja}に営業を終えています。`,
  textEn: `The bank or branch of payment ${paymentNo} closed on ${dayInWords(closedOn).en}.`,
});

/** A payment whose payee matches a watched name. */
export const paymentToStop = (paymentNo: number): CodedText => ({
  code: 'payments.screening-held',
  textJa: `支払番号${paymentNo}を停止してください。`,
  textEn: `Stop payment ${paymentNo}.`,
});
