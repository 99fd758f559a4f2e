export * from './csv.js';
export * from './office-container.js';
export * from './read-uploaded-rows.js';
export { ownTable, uploadedTable } from './table-bounds.js';
export * from './table-fault.js';
export * from './table-file.js';
export * from './table-heading.js';
export { tableRefusals } from './table-refusals.js';
export { type TableRow, tableEncodings } from './table-row.js';
export * from './table.dto.js';
/** Cells of tables that we write, and a moment as a spreadsheet reads it. */
export { minuteInJapan, type WrittenCell, type WrittenRows } from './written-cell.js';
/** Tables that we write, row by row in constant memory: CSV, and a workbook of one sheet. */
export { writeCsv } from './write-csv.js';
export { mostSheetRows, TooManyRows, writeWorkbook, type WrittenSheet } from './write-workbook.js';
