/** Instances one after the other: which protocol an instance runs, and how clients and replicas pass from one to the next. */
package next700.protocol.composition;
