import { SaxesParser } from 'saxes';
import { deepestXml, longestCell } from './table-bounds.js';
import { TableFault } from './table-fault.js';

export type Attributes = Readonly<Record<string, string>>;

export interface XmlVisitor {
  /** The name is given without its prefix. */
  open(name: string, attributes: Attributes): void;
  close?(name: string): void;
  text?(text: string): void;
}

/** Bytes between two tags: a cell in character references and the attributes of a style are shorter. */
const longestPiece = 8 * longestCell;

/**
 * Parses XML in pieces, in bounded memory. saxes holds its input until a tag or text ends, and every open tag; so a
 * piece without an end is refused (`cell-too-long`), as are tags nested deeper than in any workbook, and a document
 * type (no part of a workbook has one). Throws the error of saxes for invalid XML.
 */
export class XmlPieces {
  readonly #parser = new SaxesParser();
  #pending = 0;
  #depth = 0;
  #any = false;

  constructor(visitor: XmlVisitor) {
    const parser = this.#parser;
    parser.on('opentag', ({ name, attributes }) => {
      this.#pending = 0;
      if (++this.#depth > deepestXml) throw new Error('tags too deep within tags');
      visitor.open(local(name), attributes);
    });
    parser.on('closetag', ({ name }) => {
      this.#pending = 0;
      this.#depth--;
      visitor.close?.(local(name));
    });
    parser.on('text', (text) => visitor.text?.(text));
    parser.on('doctype', () => {
      throw new Error('a document type');
    });
    parser.on('error', (error) => {
      throw error;
    });
  }

  take(text: string): void {
    this.#any ||= text !== '';
    // unpacked pieces are small, so that a count from piece to piece is exact enough
    this.#pending += text.length;
    this.#parser.write(text);
    if (this.#pending > longestPiece + text.length) throw new TableFault('cell-too-long', null);
  }

  end(): void {
    if (this.#any) this.#parser.close();
  }
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1);
