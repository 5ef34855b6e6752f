/** The part of mailparser that the specs read; the package ships no types. */
declare module 'mailparser' {
  export interface ParsedMail {
    subject?: string;
    messageId?: string;
    text?: string;
    html: string | false;
    from?: { text: string };
  }
  export function simpleParser(raw: string): Promise<ParsedMail>;
}
