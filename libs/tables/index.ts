export * from './csv.js';
export * from './office-container.js';
export { ownTable, uploadedTable } from './table-bounds.js';
export * from './table-fault.js';
export * from './table-file.js';
export * from './table-heading.js';
export { tableProblem } from './table-problem.js';
export { type TableRow, tableEncodings } from './table-row.js';
export * from './table.dto.js';
