declare module 'zengin-code' {
  interface Branch {
    readonly code: string;
    readonly name: string;
    readonly kana: string;
  }
  interface Bank extends Branch {
    readonly branches: Readonly<Record<string, Branch | undefined>>;
  }
  const banks: Readonly<Record<string, Bank | undefined>>;
  export default banks;
}
