/** The documentation as a site that needs no network: pages made of Markdown and of the commands' own help, with a search. */
package next700.cli.docs;
