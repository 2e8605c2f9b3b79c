/** What commands have found: sections with a verdict each, as pages, JSON, Markdown, JUnit XML and SARIF; and the pictures of the pages. */
package next700.report;
