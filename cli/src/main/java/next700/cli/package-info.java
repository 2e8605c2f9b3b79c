/** The command line: what commands have in common, such as exit codes, progress, and how a report is handed over. */
package next700.cli;
